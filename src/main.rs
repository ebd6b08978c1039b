//! Hands the arguments to [`handover::cli`] and turns its answer into an
//! exit code.

use std::process::ExitCode;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    handover::cli::run(std::env::args_os())
}
