//! A profile of LibreOffice's that nobody but the pool uses: what it may do, and the few lines that run in it.

use std::fs;
use std::io;
use std::path::Path;

const SERVES: &str = include_str!("serve.bas");

/// What LibreOffice is started with to run the lines that serve.
pub(super) const SERVE: &str = "macro:///Standard.Intake.Serve";

const SCRIPTING: &str = "/org.openoffice.Office.Common/Security/Scripting";
const LINGUISTIC: &str = "/org.openoffice.Office.Linguistic/General";
const WRITER_UPDATES: &str = "/org.openoffice.Office.Writer/Content/Update";
const CALC_LOADS: &str = "/org.openoffice.Office.Calc/Formula/Load";
const MISC: &str = "/org.openoffice.Office.Common/Misc";

/// Path, name, value. An office that does not know one of them passes over it.
const SETTINGS: [(&str, &str, &str); 33] = [
    (
        "/org.openoffice.Setup/Office",
        "ooSetupInstCompleted",
        "true",
    ),
    ("/org.openoffice.Setup/L10N", "ooLocale", "en-US"),
    // Dates, sorting and hyphenation, where a file does not say.
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "da-DK"),
    (LINGUISTIC, "DefaultLocale", "da-DK"),
    (LINGUISTIC, "UILocale", "en-US"),
    // Nothing that a file brings along runs.
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (SCRIPTING, "DisablePythonRuntime", "true"),
    (SCRIPTING, "DisableActiveContent", "true"),
    (SCRIPTING, "CheckDocumentEvents", "true"),
    (
        "/org.openoffice.Office.Java/VirtualMachine",
        "Enable",
        "false",
    ),
    // Nothing is fetched, and no value changes on the way.
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (WRITER_UPDATES, "Link", "2"),
    (WRITER_UPDATES, "Field", "false"),
    (WRITER_UPDATES, "Chart", "false"),
    (
        "/org.openoffice.Office.WriterWeb/Content/Update",
        "Link",
        "2",
    ),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (CALC_LOADS, "OOXMLRecalcMode", "1"),
    (CALC_LOADS, "ODFRecalcMode", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "0"),
    // Nothing is kept, asked or offered.
    (
        "/org.openoffice.Office.Recovery/RecoveryInfo",
        "Enabled",
        "false",
    ),
    (
        "/org.openoffice.Office.Recovery/AutoSave",
        "Enabled",
        "false",
    ),
    (MISC, "CrashReport", "false"),
    (MISC, "FirstRun", "false"),
    (MISC, "ShowTipOfTheDay", "false"),
    (MISC, "UseDocumentOOoLockFile", "false"),
    (MISC, "UseDocumentSystemFileLocking", "false"),
    (MISC, "UseOpenCL", "false"),
    (
        "/org.openoffice.Office.Common/Load",
        "ShowOfficeUpdateDialog",
        "false",
    ),
    (
        "/org.openoffice.Office.Common/Save/Document",
        "CreateBackup",
        "false",
    ),
    (
        "/org.openoffice.Office.Common/Save/Document",
        "AutoSave",
        "false",
    ),
    ("/org.openoffice.Office.Common/History", "PickListSize", "0"),
    ("/org.openoffice.Office.Common/History", "Size", "0"),
];

/// Lays our settings and lines over a profile that LibreOffice has just made for itself. `folder` is where the lines
/// find their orders, as an address.
pub(super) fn write(profile: &Path, folder: &str) -> io::Result<()> {
    let library = profile.join("user/basic/Standard");
    fs::create_dir_all(&library)?;
    fs::write(profile.join("user/registrymodifications.xcu"), settings())?;
    fs::write(library.join("script.xlb"), LIBRARY)?;
    fs::write(library.join("Intake.xba"), module(folder))
}

fn settings() -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\"",
        " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"",
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
    ));
    for (path, name, value) in SETTINGS {
        text.push_str(&format!(
            "<item oor:path=\"{path}\"><prop oor:name=\"{name}\" oor:op=\"fuse\"><value>{value}</value></prop></item>\n"
        ));
    }
    text.push_str("</oor:items>\n");
    text
}

const LIBRARY: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<!DOCTYPE library:library PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"library.dtd\">\n",
    "<library:library xmlns:library=\"http://openoffice.org/2000/library\" library:name=\"Standard\"",
    " library:readonly=\"true\" library:passwordprotected=\"false\">\n",
    " <library:element library:name=\"Intake\"/>\n",
    "</library:library>\n"
);

fn module(folder: &str) -> String {
    let lines = SERVES.replacen(
        "Option Explicit",
        &format!("Option Explicit\nConst FOLDER = \"{folder}\""),
        1,
    );
    let escaped = lines
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE script:module PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"module.dtd\">\n\
         <script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"Intake\" \
         script:language=\"StarBasic\">\n{escaped}</script:module>\n"
    )
}
