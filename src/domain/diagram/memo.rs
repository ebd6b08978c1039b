//! Drawings that are remembered by what they are of.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::drawing::Drawing;
use super::size::Form;
use super::sketch::Sketch;
use super::{narrow, wide};

/// More are not remembered: they are forgotten all at once then.
const MOST: usize = 4096;

/// What was laid out before. The same sketch has the same drawing, whatever
/// its words are.
#[derive(Debug, Default)]
pub struct Drawings {
    known: Mutex<HashMap<(Form, Sketch), Arc<Drawing>>>,
}

impl Drawings {
    /// Returns the drawing of a sketch, and makes it if it is new.
    pub fn of(&self, form: Form, sketch: &Sketch) -> Arc<Drawing> {
        let key = (form, sketch.clone());
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(drawing) = known().get(&key) {
            return Arc::clone(drawing);
        }
        // The lock is not held meanwhile: others may draw at the same time.
        let drawing = Arc::new(match form {
            Form::Wide => wide::wide(sketch),
            Form::Narrow => narrow::lay_out(sketch),
        });
        let mut known = known();
        if MOST <= known.len() {
            known.clear();
        }
        known.insert(key, Arc::clone(&drawing));
        drawing
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Drawings, Form, Sketch};

    #[test]
    fn remembers_each_form() {
        let drawings = Drawings::default();
        let sketch = Sketch::default();
        let wide = drawings.of(Form::Wide, &sketch);
        assert!(Arc::ptr_eq(&wide, &drawings.of(Form::Wide, &sketch.clone())));
        assert!(!Arc::ptr_eq(&wide, &drawings.of(Form::Narrow, &sketch)));
    }
}
