//! Landlock for files, seccomp for connections and new programs, limits for memory and file size.

use std::collections::BTreeMap;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, Ruleset, RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError,
    RulesetStatus, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

use super::{Allowance, Confinement};

/// The newest rules that are known here. An older system enforces those of them that it knows.
const RULES: ABI = ABI::V5;

/// What LibreOffice and Tesseract read of the system: programs, fonts, dictionaries, settings for all users.
const READ_BY_PROGRAMS: [&str; 14] = [
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib64",
    "/etc",
    "/opt",
    "/snap",
    "/proc",
    "/sys/devices/system/cpu",
    "/sys/fs/cgroup",
    "/var/lib",
    "/var/cache/fontconfig",
    "/dev/urandom",
];

/// A reader of files needs none: its bytes come through a pipe.
pub(crate) fn confine_worker(memory: u64) -> Confinement {
    Confinement {
        memory: limit(Resource::As, memory) && limit(Resource::Core, 0),
        files: no_files().unwrap_or(false),
        network: refuse(&worker_rules()),
    }
}

pub(crate) fn confine_launched(allowance: &Allowance) -> Confinement {
    Confinement {
        memory: limit(Resource::As, allowance.memory)
            && limit(Resource::Fsize, allowance.file_bytes)
            && limit(Resource::Core, 0),
        files: only_files_of(&allowance.work_folder).unwrap_or(false),
        network: refuse(&launched_rules()),
    }
}

fn limit(resource: Resource, most: u64) -> bool {
    let both = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(resource, both).is_ok()
}

fn no_files() -> Result<bool, RulesetError> {
    enforce(ruleset()?)
}

fn only_files_of(work_folder: &Path) -> Result<bool, RulesetError> {
    let rules = ruleset()?
        .add_rules(path_beneath_rules(
            READ_BY_PROGRAMS,
            AccessFs::from_read(RULES),
        ))?
        .add_rules(path_beneath_rules(
            ["/dev/null", "/dev/zero"],
            AccessFs::ReadFile | AccessFs::WriteFile,
        ))?
        .add_rules(path_beneath_rules([work_folder], without_running()))?;
    enforce(rules)
}

/// Everything but starting what lies there: what a file brought along never runs.
fn without_running() -> landlock::BitFlags<AccessFs> {
    AccessFs::from_all(RULES) & !AccessFs::Execute
}

fn ruleset() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(RULES))?
        .create()
}

fn enforce(rules: RulesetCreated) -> Result<bool, RulesetError> {
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn worker_rules() -> Rules {
    let mut rules = never();
    for call in [
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_execve,
        libc::SYS_execveat,
    ] {
        rules.insert(call, Vec::new());
    }
    rules
}

/// Sockets within the machine stay allowed: LibreOffice finds its own running instance by one.
fn launched_rules() -> Rules {
    let mut rules = never();
    let family = u64::from(libc::AF_UNIX.unsigned_abs());
    let other = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, family)
        .and_then(|condition| SeccompRule::new(vec![condition]));
    match other {
        Ok(other) => rules.insert(libc::SYS_socket, vec![other]),
        Err(_) => rules.insert(libc::SYS_socket, Vec::new()),
    };
    rules
}

/// Calls that no reader of files has a use for, and that ways out are made of.
fn never() -> Rules {
    [
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_io_uring_setup,
        libc::SYS_kexec_load,
        libc::SYS_init_module,
        libc::SYS_finit_module,
    ]
    .into_iter()
    .map(|call| (call, Vec::new()))
    .collect()
}

fn refuse(rules: &Rules) -> bool {
    let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else {
        return false;
    };
    let refusal = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    SeccompFilter::new(rules.clone(), SeccompAction::Allow, refusal, arch)
        .and_then(BpfProgram::try_from)
        .is_ok_and(|program| seccompiler::apply_filter(&program).is_ok())
}
