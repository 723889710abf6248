//! Where cargo put the module.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::PathBuf;

/// The built module: beside the running program, in `deps` below it or in the folder above, whichever is newest.
///
/// # Panics
/// When it is in none of them.
#[must_use]
pub fn library() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let name = format!("{DLL_PREFIX}parafa_faulty{DLL_SUFFIX}");
    let folders = program
        .ancestors()
        .skip(1)
        .take(2)
        .flat_map(|folder| [folder.to_owned(), folder.join("deps")]);
    folders
        .map(|folder| folder.join(&name))
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .max()
        .map(|(_, path)| path)
        .unwrap_or_else(|| {
            panic!(
                "{name} is not near {}: build parafa-faulty",
                program.display()
            )
        })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_test_finds_the_module() {
        assert!(super::library().is_file());
    }
}
