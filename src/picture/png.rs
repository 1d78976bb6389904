//! A drawing as PNG: its SVG, rendered with the bundled face and the system's for other scripts.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::Arc;

/// Pixels per point, so that a picture is sharp in print.
const DENSITY: f32 = 2.0;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The drawing could not be read.
    #[error("the drawing cannot be rendered")]
    Unreadable(#[source] resvg::usvg::Error),
    /// There is no room for so large a picture.
    #[error("the picture would be too large")]
    TooLarge,
    /// The pixels could not be packed.
    #[error("the picture cannot be packed: {0}")]
    Unpacked(String),
}

/// The SVG of a drawing as PNG. Slow: it looks for the system's fonts.
///
/// # Errors
/// When it is no SVG, or too large for this machine.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let mut options = Options { font_family: "Noto Sans".to_owned(), ..Options::default() };
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_system_fonts();
    fonts.load_font_data(ttf_noto_sans::REGULAR.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    let tree = Tree::from_str(svg, &options).map_err(PngError::Unreadable)?;
    let size = tree.size().to_int_size();
    let size = size.scale_by(DENSITY).ok_or(PngError::TooLarge)?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(PngError::TooLarge)?;
    resvg::render(&tree, Transform::from_scale(DENSITY, DENSITY), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Unpacked(error.to_string()))
}
