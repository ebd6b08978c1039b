//! `handover explain`: the handbook's page of a problem, in the terminal.

use super::Exit;
use crate::base::Code;
use crate::base::nearest::did_you_mean;
use crate::host::terminal::print;
use crate::model::world::Failure;
use crate::registry;

pub(super) fn run(code: Option<&str>) -> Result<Exit, Failure> {
    let Some(name) = code else {
        print(&all())?;
        return Ok(Exit::Clean);
    };
    let Some(code) = Code::parse(name) else {
        let names = Code::ALL.iter().map(|code| code.name());
        let help = did_you_mean(name, names)
            .unwrap_or_else(|| "`handover explain` without a name lists all".into());
        return Err(Failure::new(format!("no problem is called `{name}`"), help));
    };
    print(registry::explanation(code))?;
    Ok(Exit::Clean)
}

fn all() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let line = |code: &Code| format!("{:width$}  {}\n", code.name(), code.title());
    Code::ALL.iter().map(line).collect()
}
