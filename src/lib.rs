pub mod base;
pub mod host;
pub mod model;
pub mod text;
