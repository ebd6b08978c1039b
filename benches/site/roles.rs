//! A site of roles, each with a charter that has one routine task for it.

use std::fs;
use std::io;
use std::path::Path;

/// Writes the site into the folder `root`.
///
/// # Errors
/// What the system says.
pub fn write_roles(root: &Path, count: usize) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(content.join("data"))?;
    fs::write(root.join("handover.toml"), "title = \"Benchmark\"\n")?;
    let roles = (0..count).map(|at| format!("role-{at:05}: {{title: Role {at:05}}}\n"));
    fs::write(content.join("data/roles.yml"), roles.collect::<String>())?;
    for at in 0..count {
        let folder = content.join(format!("area-{:03}", at / 50));
        fs::create_dir_all(&folder)?;
        let text = format!(
            "---\nkind: charter\ntitle: Charter {at:05}\n---\n\n# Charter {at:05}\n\n\
             ## Routine tasks\n\n| Task | When | Takes | Role |\n|---|---|---|---|\n\
             | Task {at:05} | every Tuesday 09:00 | 30 min | Role {at:05} |\n"
        );
        fs::write(folder.join(format!("charter-{at:05}.md")), text)?;
    }
    Ok(())
}
