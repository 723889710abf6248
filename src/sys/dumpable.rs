//! No core dump of a process that holds a PIN.

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

/// Windows writes no core file unless the administrator asked for it.
#[cfg(windows)]
pub fn forbid_core_dumps() {}
