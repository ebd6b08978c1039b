//! The words behind `handover when`.

use clap::Args;
use jiff::civil::Date;

#[derive(Args, Debug)]
pub struct WhenArgs {
    /// The rule, as a charter says it
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The zone of times that name none, as Europe/Lisbon [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// How many times are printed
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub count: u16,
    /// The first day that counts, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Days that are no business days, as 2026-12-25,2027-01-01
    #[arg(long, value_name = "DATE", value_delimiter = ',')]
    pub holiday: Vec<Date>,
    /// Print JSON, for programs
    #[arg(long)]
    pub json: bool,
}
