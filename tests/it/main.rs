//! All tests that look at the program from outside, in one binary.

mod segment;
mod segment_properties;
mod segment_roles;
mod segmentation;
