//! Whatever is edited, taken back, done again, synced, saved and opened anew, in whatever order: the project is the one of a
//! model that keeps every state whole and knows neither steps nor files.

use crate::desk::{Desk, room};
use crate::edits::{Try, one_try};
use ascribe::model::assemble::Severity;
use ascribe::model::{Edit, Project};
use ascribe::store::StoreError;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Deed {
    Try(Try),
    Sync,
    Save,
    /// The program ends without saving, and is started again.
    Restart,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let one = prop_oneof![
        12 => one_try().prop_map(Deed::Try), 1 => Just(Deed::Sync), 3 => Just(Deed::Save),
        2 => Just(Deed::Restart),
    ];
    prop::collection::vec(one, 1..50)
}

/// Every state as a whole.
struct Model {
    behind: Vec<Project>,
    now: Project,
    ahead: Vec<Project>,
}

impl Model {
    fn did(&mut self, now: Project) {
        self.behind.push(std::mem::replace(&mut self.now, now));
        self.ahead.clear();
    }

    fn undo(&mut self) -> bool {
        let Some(before) = self.behind.pop() else { return false };
        self.ahead.push(std::mem::replace(&mut self.now, before));
        true
    }

    fn redo(&mut self) -> bool {
        let Some(after) = self.ahead.pop() else { return false };
        self.behind.push(std::mem::replace(&mut self.now, after));
        true
    }
}

/// What the edit makes of the project by itself; `None` where the rules refuse it.
fn outcome(project: &Project, edit: &Edit) -> Option<Project> {
    let mut after = project.clone();
    ascribe::model::apply(&mut after, edit.clone()).ok().map(|_| after)
}

fn carry_out(desk: &mut Desk, model: &mut Model, one: Try) -> Result<(), StoreError> {
    match one {
        Try::Edit(edit) => {
            if let Some(after) = outcome(&model.now, &edit) {
                desk.perform(*edit)?;
                model.did(after);
            }
        }
        Try::Undo => assert_eq!(desk.undo()?, model.undo()),
        Try::Redo => assert_eq!(desk.redo()?, model.redo()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_undos_saves_and_restarts_equals_the_plain_model(deeds in deeds()) {
        let root = room();
        let mut desk = Desk::with_sample(root.path());
        // The sample came by steps of its own, which can be taken back too.
        let mut model = Model { behind: Vec::new(), now: desk.project.clone(), ahead: Vec::new() };
        while desk.undo().unwrap() {
            model.behind.insert(0, desk.project.clone());
        }
        while desk.redo().unwrap() {}
        for deed in deeds {
            match deed {
                Deed::Try(one) => carry_out(&mut desk, &mut model, one).unwrap(),
                Deed::Sync => desk.store.sync().unwrap(),
                Deed::Save => drop(desk.save().unwrap()),
                Deed::Restart => desk = desk.reopened(),
            }
            prop_assert!(desk.project == model.now);
            prop_assert_eq!(&desk.read_only, &None);
            let is_harmless = desk.problems.iter().all(|one| one.severity == Severity::Warning);
            prop_assert!(is_harmless, "{:?}", desk.problems);
        }
        desk.save().unwrap();
        let mut desk = desk.reopened();
        prop_assert_eq!(&desk.problems, &[]);
        prop_assert!(desk.project == model.now);
        prop_assert_eq!(desk.history.steps().len(), model.behind.len());
        while desk.undo().unwrap() {
            prop_assert!(model.undo());
            prop_assert!(desk.project == model.now);
        }
        prop_assert!(!model.undo());
    }
}
