pub mod base;
pub mod text;
