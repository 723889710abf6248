//! No core dump of a process that holds a PIN or a key.

/// Asks the system not to write this process's memory to a core file. Best effort.
///
/// By the limit rather than by `PR_SET_DUMPABLE`: the latter would also take `/proc/self` from the user's own tools.
#[cfg(unix)]
pub fn forbid_core_dumps() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Core).maximum;
    let _ = setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum,
        },
    );
}

/// Hides this process's memory altogether, from now on: it is going to hold a private key. Stronger than the limit, which
/// a handler of core files may overrule (core(5)); `/proc/self` is then the administrator's.
#[cfg(target_os = "linux")]
pub fn hide_memory() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Other systems have the limit only.
#[cfg(not(target_os = "linux"))]
pub fn hide_memory() {}

/// Windows writes no core file unless the administrator asked for it.
#[cfg(windows)]
pub fn forbid_core_dumps() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn what_is_hidden_cannot_be_dumped() {
        super::forbid_core_dumps();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        super::hide_memory();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
