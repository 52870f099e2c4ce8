//! What must be on the machine before anything can be built: looked for, said with the reason, and
//! installed where that is possible without surprise.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::process::{cargo, npm, on_path, output, program, root, run, succeeds};

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Purpose {
    Run,
    RunHeadless,
    /// Headless, with a picture of the window at the end.
    Picture,
    Test,
}

/// Looks for all that the purpose needs, installs what is missing, and brings ui/node_modules up to
/// date.
pub(crate) fn set_up(purpose: Purpose) -> Result<()> {
    if cfg!(target_os = "macos") {
        check_macos()?;
    } else if cfg!(windows) {
        check_windows()?;
    } else {
        install_missing(purpose)?;
    }
    if purpose == Purpose::Test {
        add_rust_components()?;
    }
    check_node()?;
    install_node_modules()
}

struct Need {
    package: &'static str,
    why: &'static str,
    present: fn() -> bool,
}

const TO_BUILD: [Need; 4] = [
    Need {
        package: "build-essential",
        why: "a C compiler and linker",
        present: || on_path("cc").is_some() && on_path("make").is_some(),
    },
    Need {
        package: "pkg-config",
        why: "finds the libraries below",
        present: || on_path("pkg-config").is_some(),
    },
    Need {
        package: "libwebkit2gtk-4.1-dev",
        why: "the web view that the window is made of",
        present: || has_library("webkit2gtk-4.1"),
    },
    Need {
        package: "libssl-dev",
        why: "the cipher of the encrypted store",
        present: || has_library("openssl"),
    },
];

const VIRTUAL_DISPLAY: Need = Need {
    package: "xvfb",
    why: "a display without a screen",
    present: || on_path("Xvfb").is_some(),
};

const PICTURES: Need = Need {
    package: "imagemagick",
    why: "takes pictures of the window",
    present: || on_path("import").is_some(),
};

const HEADLESS: [Need; 1] = [VIRTUAL_DISPLAY];

const FOR_A_PICTURE: [Need; 3] = [
    VIRTUAL_DISPLAY,
    PICTURES,
    Need {
        package: "openbox",
        why: "frames around windows, as on a desktop",
        present: || on_path("openbox").is_some(),
    },
];

const TO_TEST: [Need; 20] = [
    VIRTUAL_DISPLAY,
    Need {
        package: "chromium",
        why: "the browser that the UI is tested in",
        present: || chromium().is_some(),
    },
    Need {
        package: "webkit2gtk-driver",
        why: "drives the real window",
        present: || on_path("WebKitWebDriver").is_some(),
    },
    PICTURES,
    Need {
        package: "dbus",
        why: "a session bus of the tests' own",
        present: || on_path("dbus-run-session").is_some(),
    },
    Need {
        package: "gnome-keyring",
        why: "the key service that the tests lock, unlock and take away",
        present: || on_path("gnome-keyring-daemon").is_some(),
    },
    Need {
        package: "strace",
        why: "writes down what the store tells the disk, so that a power cut can be tried",
        present: || on_path("strace").is_some(),
    },
    Need {
        package: "libreoffice-writer-nogui",
        why: "makes pages of letters from outside",
        present: || has_office_part("sw"),
    },
    Need {
        package: "libreoffice-calc-nogui",
        why: "makes pages of sheets from outside",
        present: || has_office_part("sc"),
    },
    Need {
        package: "libreoffice-impress-nogui",
        why: "makes pages of slides from outside",
        present: || has_office_part("sd"),
    },
    Need {
        package: "libxml2-utils",
        why: "holds messages against the platform's schemas",
        present: || on_path("xmllint").is_some(),
    },
    Need {
        package: "xmlsec1",
        why: "verifies our signatures by somebody else's hand",
        present: || on_path("xmlsec1").is_some(),
    },
    Need {
        package: "libwss4j-java",
        why: "verifies the signatures that name a token",
        present: || Path::new("/usr/share/java/wss4j.jar").is_file(),
    },
    Need {
        package: "default-jdk-headless",
        why: "runs that verifier",
        present: || on_path("javac").is_some(),
    },
    Need {
        package: "libheif-examples",
        why: "unpacks pictures from telephones, and packs some for the tests",
        present: || on_path("heif-convert").is_some() && on_path("heif-enc").is_some(),
    },
    Need {
        package: "rabbitmq-server",
        why: "the broker that the platform's events come through",
        present: || Path::new("/usr/lib/rabbitmq/bin/rabbitmq-server").is_file(),
    },
    Need {
        package: "poppler-utils",
        why: "reads what is to be given once more, by another hand",
        present: || on_path("pdftotext").is_some(),
    },
    Need {
        package: "mupdf-tools",
        why: "and by a third",
        present: || on_path("mutool").is_some(),
    },
    Need {
        package: "tesseract-ocr",
        why: "reads the text of scans",
        present: || on_path("tesseract").is_some(),
    },
    Need {
        package: "tesseract-ocr-dan",
        why: "reads Danish",
        present: || {
            output(program("tesseract").arg("--list-langs"))
                .is_ok_and(|languages| languages.lines().any(|line| line.trim() == "dan"))
        },
    },
];

/// LibreOffice's programs are libraries beside the one that starts them.
fn has_office_part(part: &str) -> bool {
    let Some(started) = on_path("soffice").and_then(|path| path.canonicalize().ok()) else {
        return false;
    };
    started.with_file_name(format!("lib{part}lo.so")).is_file()
}

/// A Chromium by any of its names; `CHROMIUM` names another one.
pub(crate) fn chromium() -> Option<std::path::PathBuf> {
    std::env::var_os("CHROMIUM")
        .map(std::path::PathBuf::from)
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome"]
                .iter()
                .find_map(|name| on_path(name))
        })
}

fn has_library(name: &str) -> bool {
    succeeds(program("pkg-config").args(["--exists", name]))
}

fn install_missing(purpose: Purpose) -> Result<()> {
    let extra: &[Need] = match purpose {
        Purpose::Run => &[],
        Purpose::RunHeadless => &HEADLESS,
        Purpose::Picture => &FOR_A_PICTURE,
        Purpose::Test => &TO_TEST,
    };
    let missing: Vec<&Need> = TO_BUILD
        .iter()
        .chain(extra)
        .filter(|need| !(need.present)())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in &missing {
        println!("  {:24} {}", need.package, need.why);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if on_path("apt-get").is_none() {
        bail!(
            "only Debian and Ubuntu are set up by this command. Install what your system calls these: {}",
            packages.join(" ")
        );
    }
    install_with_apt(&packages)?;
    match missing.iter().find(|need| !(need.present)()) {
        Some(need) => bail!("{} was installed but cannot be found", need.package),
        None => Ok(()),
    }
}

fn install_with_apt(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    let interactive = std::io::stdin().is_terminal();
    let is_root = output(program("id").arg("-u"))?.trim() == "0";
    let sudo: &[&str] = if is_root {
        &[]
    } else if succeeds(program("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else if interactive && on_path("sudo").is_some() {
        &["sudo"]
    } else {
        bail!("this needs an administrator. Run this, then start again:\n\n  {by_hand}");
    };
    if interactive && !agreed("Install them with apt-get now?")? {
        bail!("nothing was installed. Run this when you want to:\n\n  {by_hand}");
    }

    let apt = |arguments: &[&str]| -> Result<()> {
        // `env` carries the setting through sudo, which drops most of the environment.
        let words =
            sudo.iter()
                .copied()
                .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut words = words
            .chain(["-o", "DPkg::Lock::Timeout=300", "-q"])
            .chain(arguments.iter().copied());
        let mut command = program(words.next().unwrap_or("apt-get"));
        run(command.args(words))
    };
    let install: Vec<&str> = ["install", "-y", "--no-install-recommends"]
        .into_iter()
        .chain(packages.iter().copied())
        .collect();
    apt(&["update"])?;
    // Another apt at work can clear the downloaded files under our hands; the second try finds peace.
    let had_names = on_path("epmd").is_some();
    apt(&install).or_else(|_| apt(&install))?;
    let services: &[&str] = match (packages.contains(&"rabbitmq-server"), had_names) {
        (false, _) => &[],
        (true, true) => &["rabbitmq-server.service"],
        (true, false) => &["rabbitmq-server.service", "epmd.socket", "epmd.service"],
    };
    end_services(sudo, services);
    Ok(())
}

/// Packages that start services of the machine's own, which nobody here wants: the tests start theirs.
fn end_services(sudo: &[&str], services: &[&str]) {
    if services.is_empty()
        || !Path::new("/run/systemd/system").is_dir()
        || on_path("systemctl").is_none()
    {
        return;
    }
    let words = sudo
        .iter()
        .chain(&["systemctl", "disable", "--now"])
        .chain(services);
    let mut words = words.copied();
    let mut command = program(words.next().unwrap_or("systemctl"));
    if let Err(error) = run(command.args(words)) {
        println!("Still running, though only the tests' own is needed: {error:#}");
    }
}

fn agreed(question: &str) -> Result<bool> {
    print!("{question} [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes" | "j" | "ja"
    ))
}

fn check_macos() -> Result<()> {
    if !succeeds(program("xcode-select").arg("-p")) {
        bail!(
            "the Xcode command line tools are missing (compiler, linker, make). Run: xcode-select --install"
        );
    }
    for tool in ["perl", "make"] {
        if on_path(tool).is_none() {
            bail!(
                "`{tool}` is missing; OpenSSL for the encrypted store is built with it. It comes with: xcode-select --install"
            );
        }
    }
    println!(
        "macOS: the Xcode command line tools are here. The first build takes longer: it builds OpenSSL."
    );
    Ok(())
}

fn check_windows() -> Result<()> {
    // The linker is here, or this program could not have been built; these two it did not need.
    for (tool, from) in [
        (
            "perl",
            "Strawberry Perl: winget install StrawberryPerl.StrawberryPerl",
        ),
        ("nasm", "NASM: winget install NASM.NASM"),
    ] {
        if on_path(tool).is_none() {
            bail!(
                "`{tool}` is missing on PATH; OpenSSL for the encrypted store is built with it. Install {from}"
            );
        }
    }
    let web_view = |hive: &str| {
        let key = format!(
            r"{hive}\Microsoft\EdgeUpdate\Clients\{{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}}"
        );
        succeeds(program("reg").args(["query", &key, "/v", "pv"]))
    };
    if ![
        r"HKLM\SOFTWARE\WOW6432Node",
        r"HKLM\SOFTWARE",
        r"HKCU\Software",
    ]
    .into_iter()
    .any(web_view)
    {
        bail!(
            "the WebView2 runtime is missing; the window is made of it. Install it: winget install Microsoft.EdgeWebView2Runtime"
        );
    }
    println!(
        "Windows: MSVC build tools, perl, nasm and WebView2 are here. The first build takes longer: it builds OpenSSL."
    );
    Ok(())
}

fn add_rust_components() -> Result<()> {
    for (component, check) in [
        ("rustfmt", ["fmt", "--version"]),
        ("clippy", ["clippy", "--version"]),
    ] {
        if !succeeds(&mut cargo(check)) {
            if on_path("rustup").is_none() {
                bail!(
                    "`cargo {}` is missing: install the {component} of your Rust",
                    check[0]
                );
            }
            run(program("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Vite's own lower bound.
const OLDEST_NODE: (u32, u32) = (20, 19);

fn check_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("the UI is built with Node {major}.{minor} or newer: https://nodejs.org");
    let Ok(version) = output(program("node").arg("--version")) else {
        bail!("`node` is missing; {advice}");
    };
    let mut numbers = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map_while(|part| part.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST_NODE {
        bail!("node {} is too old; {advice}", version.trim());
    }
    Ok(())
}

fn install_node_modules() -> Result<()> {
    let ui = root().join("ui");
    let lock = ui.join("package-lock.json");
    let wanted = modified(&lock).with_context(|| lock.display().to_string())?;
    if modified(&ui.join("node_modules/.package-lock.json")).is_ok_and(|done| done >= wanted) {
        return Ok(());
    }
    if run(&mut npm(["ci", "--no-audit", "--no-fund"])).is_ok() {
        return Ok(());
    }
    // A registry that mirrors one platform's packages leaves the others' out of the lock file, and
    // `npm ci` then refuses what `npm install` has just written (npm/cli issue 9846). This one
    // installs the versions locked and leaves the file alone; tidy compares it with package.json.
    println!("`npm ci` refused; trying without its comparison of the lock file:");
    run(&mut npm([
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
    ]))
}

fn modified(path: &Path) -> std::io::Result<std::time::SystemTime> {
    path.metadata()?.modified()
}

/// For a log that is read later, when the machine is gone.
pub(crate) fn print_versions() {
    let mut node = program("node");
    node.arg("--version");
    for (name, mut command) in [
        ("cargo", cargo(["--version"])),
        ("clippy", cargo(["clippy", "--version"])),
        ("node", node),
        ("npm", npm(["--version"])),
    ] {
        let version = match command.output() {
            Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            Err(_) => "missing".to_owned(),
        };
        println!("{name:8}{version}");
    }
}
