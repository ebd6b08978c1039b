//! Rules about a whole site, one file each. A check reads the finished site
//! and adds what breaks its rule; it changes nothing and knows no other
//! check. What each problem means stands in the handbook's reference.

pub mod missing_alt;
pub mod missing_title;
pub mod sequence_differs;
pub mod vocabulary_near_duplicate;
