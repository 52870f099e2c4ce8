//! Landlock for files, seccomp for connections and new programs, limits for memory and file size.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, BitFlags, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreated,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, Signal, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

use super::{Allowance, Confinement};

/// The newest rules that are known here. An older system enforces those of them that it knows.
const RULES: ABI = ABI::V6;

/// What LibreOffice and Tesseract read of the system: libraries, fonts, dictionaries, settings for all users.
const READ_BY_PROGRAMS: [&str; 19] = [
    "/usr/lib",
    "/usr/lib64",
    "/usr/share",
    "/usr/local/lib",
    "/usr/local/share/fonts",
    "/lib",
    "/lib64",
    "/etc/fonts",
    // Without it every start looks through all fonts anew.
    "/var/cache/fontconfig",
    "/etc/libreoffice",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/localtime",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
    "/dev/urandom",
];

/// A reader of files needs none: its bytes come through a pipe.
pub(crate) fn confine_worker(memory: u64) -> Confinement {
    Confinement {
        memory: limit(Resource::As, memory) && limit(Resource::Core, 0),
        files: no_files().unwrap_or(false),
        network: refuse(worker_rules()),
    }
}

/// The process is about to become `program`, and will never be another one.
pub(crate) fn confine_launched(program: &Path, allowance: &Allowance) -> Confinement {
    // Whoever started this is gone: nobody would end it.
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
    Confinement {
        memory: limit(Resource::As, allowance.memory)
            && limit(Resource::Fsize, allowance.file_bytes)
            && limit(Resource::Core, 0)
            && limit(Resource::Nofile, OPEN_FILES),
        files: only_files_of(program, &allowance.work_folder).unwrap_or(false),
        network: unheard() && refuse(launched_rules()),
    }
}

const OPEN_FILES: u64 = 1024;

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

fn only_files_of(program: &Path, work_folder: &Path) -> Result<bool, RulesetError> {
    let reading = AccessFs::ReadFile | AccessFs::ReadDir;
    let own = PathBuf::from(format!("/proc/{}", std::process::id()));
    let rules = ruleset()?
        .add_rules(path_beneath_rules(READ_BY_PROGRAMS, reading))?
        .add_rules(path_beneath_rules(parts_of_an_office(program), reading))?
        .add_rules(path_beneath_rules([own], reading))?
        .add_rules(path_beneath_rules(
            run_from(program),
            reading | AccessFs::Execute,
        ))?
        .add_rules(path_beneath_rules(
            ["/dev/null", "/dev/zero"],
            AccessFs::ReadFile | AccessFs::WriteFile,
        ))?
        .add_rules(path_beneath_rules([work_folder], plain_files()))?;
    enforce(rules)
}

/// An office that was installed beside the system's own programs has its parts around a folder of this name.
fn parts_of_an_office(program: &Path) -> Option<&Path> {
    let folder = program.parent()?;
    if folder.file_name()? == "program" {
        folder.parent()
    } else {
        None
    }
}

/// The program, and what the system starts it with.
fn run_from(program: &Path) -> Vec<PathBuf> {
    let loaders = [
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-musl-x86_64.so.1",
        "/lib/ld-musl-aarch64.so.1",
    ];
    std::iter::once(program)
        .chain(loaders.iter().map(Path::new))
        .map(Path::to_owned)
        .collect()
}

/// Files and folders to keep things in. Nothing that runs, and nothing that would lead the program elsewhere when it
/// fetches what was made: no links, no pipes, no sockets, no devices.
fn plain_files() -> BitFlags<AccessFs> {
    AccessFs::ReadFile
        | AccessFs::ReadDir
        | AccessFs::WriteFile
        | AccessFs::Truncate
        | AccessFs::RemoveFile
        | AccessFs::RemoveDir
        | AccessFs::MakeReg
        | AccessFs::MakeDir
        | AccessFs::Refer
}

fn ruleset() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(RULES))?
        .scope(Scope::from_all(RULES))?
        .create()
}

fn enforce(rules: RulesetCreated) -> Result<bool, RulesetError> {
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// A call refused whatever it asks for; or only when a rule says so, and if that rule cannot be made, always.
fn refuse_when(rules: &mut Rules, call: i64, conditions: [Option<SeccompCondition>; 1]) {
    let made: Option<Vec<SeccompCondition>> = conditions.into_iter().collect();
    let rule = made.and_then(|conditions| SeccompRule::new(conditions).ok());
    rules.insert(call, rule.into_iter().collect());
}

fn argument(number: u8, comparison: SeccompCmpOp, value: u64) -> Option<SeccompCondition> {
    SeccompCondition::new(number, SeccompCmpArgLen::Qword, comparison, value).ok()
}

fn worker_rules() -> Rules {
    let mut rules = never();
    for call in [
        libc::SYS_socket,
        libc::SYS_execve,
        libc::SYS_bind,
        libc::SYS_listen,
    ] {
        rules.insert(call, Vec::new());
    }
    rules
}

/// LibreOffice wants to listen within the machine for another one of itself, and gives up if it may not. It gets a
/// socket that leads nowhere: see `unheard`.
fn launched_rules() -> Rules {
    let mut rules = never();
    let within = u64::from(libc::AF_UNIX.unsigned_abs());
    let elsewhere = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, within);
    let elsewhere = elsewhere.and_then(|condition| SeccompRule::new(vec![condition]));
    // The low byte tells streams from messages; a message may name whom it goes to without a connection.
    let stream = u64::from(libc::SOCK_STREAM.unsigned_abs());
    let others = [libc::SOCK_DGRAM, libc::SOCK_SEQPACKET, libc::SOCK_RAW]
        .into_iter()
        .map(|kind| u64::from(kind.unsigned_abs()))
        .filter(|kind| *kind != stream)
        .map(|kind| {
            SeccompCondition::new(
                1,
                SeccompCmpArgLen::Dword,
                SeccompCmpOp::MaskedEq(0xFF),
                kind,
            )
            .and_then(|condition| SeccompRule::new(vec![condition]))
        });
    let made: Result<Vec<SeccompRule>, _> = std::iter::once(elsewhere).chain(others).collect();
    rules.insert(libc::SYS_socket, made.unwrap_or_default());
    rules
}

/// Calls that no reader of files has a use for, and that ways out are made of.
fn never() -> Rules {
    let mut rules: Rules = [
        // To others: by connection, by message, by shared memory, by signal.
        libc::SYS_connect,
        libc::SYS_socketpair,
        libc::SYS_shmget,
        libc::SYS_shmat,
        libc::SYS_msgget,
        libc::SYS_semget,
        libc::SYS_mq_open,
        libc::SYS_kill,
        libc::SYS_tkill,
        libc::SYS_rt_sigqueueinfo,
        libc::SYS_rt_tgsigqueueinfo,
        libc::SYS_pidfd_open,
        libc::SYS_pidfd_getfd,
        libc::SYS_pidfd_send_signal,
        libc::SYS_ptrace,
        libc::SYS_kcmp,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_process_madvise,
        // To other files than those that are opened: the lock on files does not hold these.
        libc::SYS_fchmodat,
        libc::SYS_fchownat,
        libc::SYS_setxattr,
        libc::SYS_lsetxattr,
        libc::SYS_removexattr,
        libc::SYS_lremovexattr,
        libc::SYS_name_to_handle_at,
        libc::SYS_open_by_handle_at,
        // To another view of the system.
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_move_mount,
        libc::SYS_open_tree,
        libc::SYS_fsopen,
        libc::SYS_fsmount,
        libc::SYS_pivot_root,
        libc::SYS_chroot,
        libc::SYS_unshare,
        libc::SYS_setns,
        // To code that did not start as a file.
        libc::SYS_execveat,
        libc::SYS_memfd_create,
        // To the core of the system, by doors that were left open before.
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
        libc::SYS_delete_module,
        libc::SYS_quotactl,
        libc::SYS_swapon,
        libc::SYS_swapoff,
        libc::SYS_reboot,
        libc::SYS_settimeofday,
        libc::SYS_clock_settime,
        libc::SYS_adjtimex,
        libc::SYS_syslog,
        libc::SYS_acct,
        libc::SYS_setsid,
        libc::SYS_personality,
    ]
    .into_iter()
    .chain(older_names())
    .map(|call| (call, Vec::new()))
    .collect();
    let threads = u64::from(libc::CLONE_THREAD.unsigned_abs());
    let not_a_thread = argument(0, SeccompCmpOp::MaskedEq(threads), 0);
    refuse_when(&mut rules, libc::SYS_clone, [not_a_thread]);
    let itself = u64::from(std::process::id());
    let another = || argument(0, SeccompCmpOp::Ne, itself);
    refuse_when(&mut rules, libc::SYS_tgkill, [another()]);
    let not_zero = argument(0, SeccompCmpOp::Ne, 0);
    refuse_when(&mut rules, libc::SYS_prlimit64, [not_zero]);
    // Times may be set on what is open, not on what is named.
    let named = argument(1, SeccompCmpOp::Ne, 0);
    refuse_when(&mut rules, libc::SYS_utimensat, [named]);
    rules
}

/// The same calls by the names they had, where the machine still knows those.
#[cfg(target_arch = "x86_64")]
fn older_names() -> Vec<i64> {
    vec![
        libc::SYS_fork,
        libc::SYS_vfork,
        libc::SYS_chmod,
        libc::SYS_chown,
        libc::SYS_lchown,
        libc::SYS_utime,
        libc::SYS_utimes,
        libc::SYS_futimesat,
        libc::SYS_mknod,
        libc::SYS_iopl,
        libc::SYS_ioperm,
        libc::SYS_modify_ldt,
    ]
}

#[cfg(not(target_arch = "x86_64"))]
fn older_names() -> Vec<i64> {
    Vec::new()
}

/// Is told that its socket is known and listens, while nothing was done.
fn unheard() -> bool {
    let calls = [libc::SYS_bind, libc::SYS_listen];
    let calls = calls.into_iter().map(|call| (call, Vec::new())).collect();
    filter(calls, SeccompAction::Errno(0))
}

fn refuse(rules: Rules) -> bool {
    let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    // Its flags lie in memory where no filter sees them. "Not there" makes the C library ask by the older name.
    let unknown = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    let newer = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    filter(newer, unknown) && filter(rules, refused)
}

fn filter(rules: Rules, answer: SeccompAction) -> bool {
    let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else {
        return false;
    };
    SeccompFilter::new(rules, SeccompAction::Allow, answer, arch)
        .and_then(BpfProgram::try_from)
        .is_ok_and(|program| seccompiler::apply_filter(&program).is_ok())
}
