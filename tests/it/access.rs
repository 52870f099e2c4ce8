use sagsbord_contract::*;

use crate::cases::{demo, demo_for};
use crate::support::{NOTHING, add_person, grant, sign_in_as, started, words};

/// Every command that needs somebody signed in, asked by nobody.
#[tokio::test]
async fn no_command_behind_the_sign_in_answers_without_one() {
    let test = started().await;
    test.desk.sign_out(NOTHING).await.unwrap();
    macro_rules! ask_each {
        ($($door:ident $name:ident($request:ident) -> $reply:ident;)*) => {
            $(ask_each!(@ $door $name);)*
        };
        (@ open $name:ident) => {};
        (@ signed_in $name:ident) => {
            let answer = Box::pin(test.desk.call_json(stringify!($name), example(stringify!($name)))).await;
            assert_eq!(answer.unwrap_err().code, ErrorCode::NotSignedIn, stringify!($name));
        };
    }
    every_command!(ask_each);
}

/// Which roles get an answer, for every command behind the sign-in.
#[tokio::test]
async fn each_role_gets_what_its_rights_say_and_no_more() {
    use Role::{Administrator, Caseworker, Dpo, Manager, TeamLead};
    let everybody = [Caseworker, TeamLead, Dpo, Manager, Administrator];
    let readers = [Caseworker, TeamLead, Dpo, Manager];
    let check = |command: &str| -> Vec<Role> {
        match command {
            "index_health" => everybody.to_vec(),
            "list_index_steps" | "dry_run_index" | "gate_index_title" | "index_differences" => {
                readers.to_vec()
            }
            "mend_index_title" | "settle_index_step" | "mend_index_differences" => {
                vec![Caseworker, TeamLead]
            }
            "change_own_password"
            | "keep_awake"
            | "list_settings"
            | "change_setting"
            | "choices" => everybody.to_vec(),
            "case_timeline" | "case_log" | "list_notes" | "show_document" | "search_document"
            | "list_pins" | "find_parties" | "find_subjects" => readers.to_vec(),
            "create_case"
            | "change_case"
            | "preview_case_change"
            | "relate_cases"
            | "unrelate_cases"
            | "save_note_draft"
            | "discard_note_draft"
            | "journalise_note"
            | "put_pin"
            | "remove_pin" => vec![Caseworker, TeamLead],
            "my_day" | "list_cases" | "show_case" | "check_text" | "open_text" | "edit_text"
            | "close_text" | "word_list" | "measure_check" | "export_word_list" | "check_rules"
            | "check_versions" | "show_check_version" | "list_deadlines" | "count_deadlines"
            | "group_deadlines" | "deadline_rules" | "case_deadlines" | "show_deadline" => {
                readers.to_vec()
            }
            "deadline_work" | "calendar_file" | "deadline_law" | "moved_deadlines" => {
                readers.to_vec()
            }
            "list_aktindsigter"
            | "show_aktindsigt"
            | "propose_regimes"
            | "list_items"
            | "list_bases"
            | "check_consistency"
            | "open_review"
            | "list_review_findings"
            | "show_review_page"
            | "preview_everywhere"
            | "look_at_page"
            | "show_aktindsigt_letter"
            | "set_aktindsigt_letter"
            | "show_release"
            | "comment_on_release" => readers.to_vec(),
            "approve_release" | "answer_release_stop" => vec![TeamLead, Manager],
            "return_from_approval" => vec![Caseworker, TeamLead, Manager],
            "stop_release" => vec![Dpo],
            "register_aktindsigt"
            | "draft_aktindsigt_letter"
            | "save_aktindsigt_letter"
            | "send_to_approval"
            | "build_bundle"
            | "release_bundle"
            | "deliver_release"
            | "recall_release"
            | "change_aktindsigt"
            | "choose_regimes"
            | "log_time"
            | "act_on_aktindsigt"
            | "collect_items"
            | "decide_items"
            | "change_item"
            | "renumber_items"
            | "answer_review"
            | "mark_everywhere"
            | "undo_review_answer"
            | "note_on_page"
            | "settle_page_note"
            | "accept_doubt" => vec![Caseworker, TeamLead],
            "list_tasks" | "count_tasks" | "show_task" | "list_task_templates" => readers.to_vec(),
            "preview_task_due" | "create_task" | "change_task" | "comment_task"
            | "assign_tasks" => vec![Caseworker, TeamLead],
            "list_templates" | "show_template" | "check_template" | "template_versions"
            | "compare_templates" => readers.to_vec(),
            "preview_template" | "make_letter" => vec![Caseworker, TeamLead],
            "save_template" | "retire_template" | "save_task_template" | "retire_task_template" => {
                vec![TeamLead, Manager]
            }
            "export_deadlines" | "list_saved_filters" | "save_filter" | "remove_saved_filter" => {
                readers.to_vec()
            }
            "list_intakes" | "show_intake" | "list_intake_files" | "show_intake_file"
            | "intake_threads" | "export_intake" | "list_letters" | "ask_sources_about"
            | "case_source" | "open_in_source" => readers.to_vec(),
            "start_intake"
            | "preview_intake_filing"
            | "file_intake_documents"
            | "add_to_intake"
            | "steer_intake"
            | "decide_intake_files"
            | "decide_intake_hidden"
            | "decide_quoted_mail"
            | "dismiss_lapsed_decisions"
            | "remove_intake"
            | "give_intake_password"
            | "read_intake_again" => vec![Caseworker, TeamLead],
            "preview_deadline" | "preview_change" | "add_deadline" | "change_deadline"
            | "draft_delay_letter" | "note_deadline_work" | "decide_letter" => {
                vec![Caseworker, TeamLead]
            }
            "change_word"
            | "preview_word"
            | "import_word_list"
            | "restore_word_list"
            | "change_check_rule"
            | "preview_check_rule"
            | "restore_check_rules" => {
                vec![TeamLead, Manager]
            }
            "search_everywhere" | "show_citizen" | "reveal_citizen" | "citizen_access_log"
            | "print_access_log" | "break_glass" | "exclude_from_case" => readers.to_vec(),
            "open_case_to" => vec![Caseworker, TeamLead],
            "form_case_team" => vec![TeamLead, Manager],
            "list_case_access" | "end_case_team" | "take_case_access" | "review_case_access" => {
                vec![TeamLead, Dpo, Manager]
            }
            "team_load" => vec![TeamLead, Manager],
            "preview_deadline_law" | "change_deadline_law" | "move_deadlines" => vec![Manager],
            "list_audit" | "verify_audit" => vec![Dpo, Manager],
            _ => vec![Administrator],
        }
    };
    let accounts = [
        ("anne", "regn over havnen", Caseworker),
        ("bo", "kaffe på den grønne bænk", TeamLead),
        ("dorthe", "lyset i det øverste vindue", Dpo),
        ("mads", "cykel mod vinden", Manager),
        ("agnes", "nøglen ligger under krukken", Administrator),
    ];
    let test = demo().await;
    for (username, password, role) in accounts {
        let desk = test.second_desk();
        desk.sign_in(sign_in_as(username, password)).await.unwrap();
        macro_rules! ask_each {
            ($($door:ident $name:ident($request:ident) -> $reply:ident;)*) => {
                $(ask_each!(@ $door $name);)*
            };
            (@ open $name:ident) => {};
            (@ signed_in $name:ident) => {
                let name = stringify!($name);
                let answer = Box::pin(desk.call_json(name, example(name))).await;
                let refused = matches!(&answer, Err(error) if error.code == ErrorCode::NotAllowed);
                // The demo's key stays as it is, whoever asks.
                if !matches!(name, "rotate_key" | "change_passphrase") {
                    assert_eq!(refused, !check(name).contains(&role), "{role:?} asked {name}: {answer:?}");
                }
            };
        }
        every_command!(ask_each);
    }
}

fn aktindsigt_facts() -> serde_json::Value {
    serde_json::json!({
        "receivedHow": "mail", "role": "party", "name": "Karin", "cpr": null, "contact": "", "onBehalfOf": "",
        "identity": null, "authorityDocumentId": null, "text": "", "theme": "", "wantedForm": "unsaid",
        "isDecision": null, "matters": []
    })
}

/// A request that each command can read, and that does no harm.
fn example(command: &str) -> serde_json::Value {
    let nobody = "00000000-0000-4000-8000-000000000000";
    match command {
        "change_own_password" => serde_json::json!({"current": "forkert gæt", "new": "kort"}),
        "show_case" | "reset_password" => {
            serde_json::json!({"id": nobody, "firstPassword": "kort"})
        }
        "show_citizen" | "citizen_access_log" | "employments" | "end_case_team"
        | "take_case_access" => serde_json::json!({"id": nobody}),
        "reveal_citizen" => serde_json::json!({
            "id": nobody, "what": "protected_address", "purpose": "inquiry", "reason": "borgeren ringede selv"
        }),
        "print_access_log" => serde_json::json!({"id": nobody, "withNames": false}),
        "break_glass" => serde_json::json!({
            "number": "2026-999999", "purpose": "emergency", "reason": "liv og helbred er på spil"
        }),
        "open_case_to" => serde_json::json!({
            "caseId": nobody, "personId": nobody, "reason": "sparring om sagen", "until": "2026-11-30"
        }),
        "form_case_team" => serde_json::json!({
            "name": "x", "purpose": "tværgående indsats", "until": "2026-11-30", "personIds": [nobody],
            "caseIds": [nobody]
        }),
        "review_case_access" => serde_json::json!({"id": nobody, "isJustified": true, "note": ""}),
        "exclude_from_case" => {
            serde_json::json!({"caseId": nobody, "personId": null, "reason": "min nabo"})
        }
        "change_open_subject" => serde_json::json!({"kle": "", "upTo": null}),
        "put_employment" => serde_json::json!({
            "id": null, "personId": nobody, "unitId": nobody, "title": "", "validFrom": "2026-01-01", "validTo": null
        }),
        "list_notes" | "show_document" | "list_pins" => serde_json::json!({"id": nobody}),
        "case_timeline" | "case_log" => {
            serde_json::json!({"id": nobody, "before": null, "limit": 10})
        }
        "find_parties" | "find_subjects" => serde_json::json!({"text": "ingen"}),
        "search_document" => serde_json::json!({"id": nobody, "text": "x", "page": null}),
        "create_case" => serde_json::json!({
            "title": "Ansøgning om rampe", "kle": "27.18.02", "unitId": nobody, "teamId": null,
            "sensitivity": "confidential", "due": null, "parties": []
        }),
        "change_case" | "preview_case_change" => serde_json::json!({
            "id": nobody, "version": 0, "title": "Ansøgning om rampe", "kle": "27.18.02", "status": "oplyst",
            "sensitivity": "confidential", "unitId": nobody, "teamId": null,
            "responsibleId": null, "due": null, "parties": []
        }),
        "relate_cases" | "unrelate_cases" => {
            serde_json::json!({"id": nobody, "other": "2026-004711", "relation": "precedes"})
        }
        "save_note_draft" => serde_json::json!({
            "caseId": nobody, "id": nobody, "supplements": null, "text": "x", "version": 0
        }),
        "discard_note_draft" => serde_json::json!({"id": nobody, "version": 1}),
        "journalise_note" => serde_json::json!({"id": nobody, "version": 1, "why": null}),
        "put_pin" => serde_json::json!({
            "documentId": nobody, "id": nobody, "page": 1, "across": 5_000, "down": 5_000,
            "text": "x", "version": 0
        }),
        "remove_pin" => serde_json::json!({"id": nobody, "version": 1}),
        "add_person" => {
            serde_json::json!({"name": "", "username": "", "unitId": null, "firstPassword": ""})
        }
        "change_person" => {
            serde_json::json!({"id": nobody, "name": "x", "unitId": null, "active": true})
        }
        "give_grant" => serde_json::json!({
            "personId": nobody, "role": "dpo", "kle": null, "unitId": null, "teamId": null,
            "upTo": "vip", "validFrom": null, "validTo": null
        }),
        "take_grant" => serde_json::json!({"grantId": nobody}),
        "change_setting" => serde_json::json!({"key": "theme", "value": "dark"}),
        "start_backup" => serde_json::json!({"folder": "", "passphrase": ""}),
        "change_passphrase" => serde_json::json!({"current": "", "new": ""}),
        "check_text" | "open_text" => serde_json::json!({
            "text": "x", "purpose": "writing", "regime": null, "caseId": null
        }),
        "edit_text" => serde_json::json!({"id": 99, "step": 0, "start": 0, "end": 0, "new": ""}),
        "close_text" => serde_json::json!({"id": 99}),
        "change_word" | "preview_word" => serde_json::json!({
            "row": {
                "word": "", "category": "own", "class": "unknown", "inflection": "",
                "compounds": true, "severity": "stop", "active": true, "instead": "", "note": "",
                "origin": "own"
            },
            "remove": false, "why": "", "version": 99
        }),
        "import_word_list" => serde_json::json!({"text": "ord\n\n", "why": "", "version": 99}),
        "change_check_rule" | "preview_check_rule" => serde_json::json!({
            "id": "ingen.regel", "informs": [], "why": "", "version": 99
        }),
        "restore_word_list" | "restore_check_rules" => {
            serde_json::json!({"number": 99, "version": 99})
        }
        "show_check_version" => serde_json::json!({"kind": "rules", "number": 99}),
        "group_deadlines" => serde_json::json!({"list": {}, "by": "rule"}),
        "export_deadlines" => serde_json::json!({"list": {}, "format": "csv"}),
        "list_intakes" | "show_intake" | "intake_threads" | "list_letters" => {
            serde_json::json!({"id": nobody})
        }
        "start_intake" => serde_json::json!({"caseId": nobody, "offer": nobody}),
        "add_to_intake" => serde_json::json!({"id": nobody, "offer": nobody}),
        "steer_intake" => serde_json::json!({"id": nobody, "wish": "pause"}),
        "list_intake_files" => serde_json::json!({
            "id": nobody, "shown": "all", "text": "", "from": 0, "limit": 10
        }),
        "show_intake_file" => serde_json::json!({"id": nobody, "place": "1"}),
        "decide_intake_files" => serde_json::json!({
            "id": nobody, "places": ["1"], "decision": "take_back", "reason": ""
        }),
        "decide_intake_hidden" => serde_json::json!({
            "id": nobody, "about": {"what": "kind", "data": "comment"}, "decision": "take_in",
            "reason": ""
        }),
        "remove_intake" => serde_json::json!({"id": nobody, "reason": "forkert mappe"}),
        "decide_quoted_mail" => serde_json::json!({
            "id": nobody, "place": "1", "takesBack": true, "reason": ""
        }),
        "dismiss_lapsed_decisions" => serde_json::json!({"id": nobody, "numbers": [1]}),
        "give_intake_password" => {
            serde_json::json!({"id": nobody, "place": "1", "password": "x"})
        }
        "read_intake_again" => serde_json::json!({"id": nobody, "places": ["1"]}),
        "preview_intake_filing" | "file_intake_documents" => {
            serde_json::json!({"id": nobody, "places": [], "listPlace": null})
        }
        "export_intake" => serde_json::json!({"id": nobody, "format": "csv"}),
        "show_template" | "template_versions" => serde_json::json!({"id": "kvittering"}),
        "compare_templates" => {
            serde_json::json!({"id": "kvittering", "before": 0, "after": 0})
        }
        "check_template" => serde_json::json!({"text": "# Brev"}),
        "save_template" => serde_json::json!({
            "id": nobody, "version": 1, "kind": "letter", "name": "Brev", "text": "# Brev",
            "acceptsFindings": false
        }),
        "retire_template" => serde_json::json!({"id": nobody, "version": 1}),
        "preview_template" => serde_json::json!({
            "templateId": "kvittering", "text": null, "caseId": nobody, "answers": [],
            "usesProtectedAddress": false
        }),
        "make_letter" => serde_json::json!({
            "templateId": "kvittering", "caseId": nobody, "text": "# Brev", "format": "pdf",
            "saveAs": "file", "usesProtectedAddress": false, "acceptsFindings": false
        }),
        "register_aktindsigt" => serde_json::json!({
            "title": "Aktindsigt", "caseIds": [nobody], "kle": null, "unitId": nobody, "teamId": null,
            "receivedOn": "2026-11-17", "facts": aktindsigt_facts(), "regimes": []
        }),
        "show_aktindsigt" | "list_items" => serde_json::json!({"id": nobody}),
        "show_aktindsigt_letter" | "set_aktindsigt_letter" => {
            serde_json::json!({"id": nobody, "kind": "decision"})
        }
        "show_release" => serde_json::json!({"id": nobody, "isPart": false}),
        "send_to_approval" => serde_json::json!({
            "id": nobody, "isPart": false, "acceptsFindings": false, "note": ""
        }),
        "approve_release" => serde_json::json!({"id": nobody, "number": 1, "note": ""}),
        "return_from_approval" => serde_json::json!({
            "id": nobody, "number": 1, "note": "Se akt 3", "comments": []
        }),
        "comment_on_release" => serde_json::json!({
            "id": nobody, "comment": {"itemId": null, "markId": null, "text": "Se akt 3"}
        }),
        "stop_release" => serde_json::json!({"id": nobody, "why": "Se akt 3"}),
        "answer_release_stop" => serde_json::json!({"id": nobody, "number": 1, "answer": "Set"}),
        "build_bundle" => serde_json::json!({"id": nobody, "form": "bundle", "isPart": false}),
        "release_bundle" => serde_json::json!({
            "id": nobody, "bundleId": nobody, "way": "printed", "folder": null, "note": "Hentet"
        }),
        "deliver_release" => serde_json::json!({
            "id": nobody, "releaseId": nobody, "way": "printed", "folder": null, "note": "Hentet"
        }),
        "recall_release" => serde_json::json!({
            "id": nobody, "releaseId": nobody, "why": "Forkert modtager"
        }),
        "draft_aktindsigt_letter" => {
            serde_json::json!({"id": nobody, "kind": "decision", "insteadOf": null})
        }
        "save_aktindsigt_letter" => serde_json::json!({
            "id": nobody, "kind": "decision", "version": 1, "text": "# Brev", "keepsAsWritten": true
        }),
        "change_aktindsigt" => serde_json::json!({
            "id": nobody, "version": 1, "facts": aktindsigt_facts(), "addCaseIds": []
        }),
        "propose_regimes" => serde_json::json!({
            "role": "party", "isDecision": null, "matters": [], "kle": null, "caseIds": [],
            "receivedOn": "2026-11-17"
        }),
        "choose_regimes" => serde_json::json!({
            "id": nobody, "version": 1, "regimes": ["public_access"], "why": ""
        }),
        "log_time" => serde_json::json!({
            "id": nobody, "kind": "search", "minutes": 5, "workedOn": "2026-11-20", "note": ""
        }),
        "act_on_aktindsigt" => {
            serde_json::json!({"id": nobody, "version": 1, "act": {"kind": "review"}})
        }
        "collect_items" => {
            serde_json::json!({"id": nobody, "from": {"kind": "cases", "caseIds": []}})
        }
        "decide_items" => serde_json::json!({
            "id": nobody, "items": [{"id": nobody, "version": 1}], "decision": "given",
            "bases": [], "answers": [], "text": ""
        }),
        "change_item" => serde_json::json!({
            "aktindsigtId": nobody, "id": nobody, "version": 1, "change": {"kind": "unfold"}
        }),
        "renumber_items" => {
            serde_json::json!({"id": nobody, "order": {"kind": "oldest_first"}})
        }
        "list_bases" => serde_json::json!({"regime": "own_access", "on": null}),
        "check_consistency" => serde_json::json!({"id": nobody}),
        "accept_doubt" => serde_json::json!({"id": nobody, "keys": ["x"], "reason": "Set efter"}),
        "open_review" => serde_json::json!({"id": nobody}),
        "list_review_findings" => serde_json::json!({"id": nobody, "itemId": nobody}),
        "show_review_page" => serde_json::json!({"id": nobody, "itemId": nobody, "page": 1}),
        "answer_review" => serde_json::json!({
            "id": nobody, "seen": 0, "places": [{"kind": "document", "itemId": nobody}],
            "answer": {"kind": "cover", "basis": null, "note": ""}
        }),
        "preview_everywhere" => {
            serde_json::json!({"id": nobody, "about": {"kind": "text", "text": "Karin"}})
        }
        "mark_everywhere" => serde_json::json!({
            "id": nobody, "seen": 0, "about": {"kind": "text", "text": "Karin"},
            "answer": {"kind": "cover", "basis": null, "note": ""}, "places": 0
        }),
        "undo_review_answer" => serde_json::json!({"id": nobody, "answer": nobody}),
        "look_at_page" => {
            serde_json::json!({"id": nobody, "itemId": nobody, "page": 1, "what": "begins"})
        }
        "note_on_page" => {
            serde_json::json!({"id": nobody, "itemId": nobody, "page": 1, "text": "Se her"})
        }
        "settle_page_note" => {
            serde_json::json!({"id": nobody, "itemId": nobody, "noteId": nobody})
        }
        "show_task" => serde_json::json!({"id": nobody}),
        "preview_task_due" => serde_json::json!({
            "caseId": nobody, "documentId": null, "due": {"kind": "day", "day": "2026-12-01"}
        }),
        "create_task" => serde_json::json!({"title": "Ring til borgeren", "caseId": nobody}),
        "change_task" => {
            serde_json::json!({"id": nobody, "version": 1, "change": {"kind": "complete"}})
        }
        "comment_task" => serde_json::json!({"id": nobody, "text": "Talt med lægen"}),
        "assign_tasks" => serde_json::json!({"ids": [nobody], "to": {"kind": "nobody"}}),
        "save_task_template" => serde_json::json!({
            "id": nobody, "version": 1,
            "task": {
                "title": "Ring", "text": "", "checklist": [], "due": {"kind": "none"},
                "assignee": {"kind": "me"}
            }
        }),
        "retire_task_template" => serde_json::json!({"id": nobody, "version": 1}),
        "decide_letter" => serde_json::json!({"id": nobody, "choice": "it_came"}),
        "list_saved_filters" => serde_json::json!({"room": "deadlines"}),
        "save_filter" => serde_json::json!({
            "room": "deadlines", "id": nobody, "name": "x", "query": ""
        }),
        "remove_saved_filter" => serde_json::json!({"room": "deadlines", "id": nobody}),
        "draft_delay_letter" => {
            serde_json::json!({"id": nobody, "ground": "", "newDay": "", "sent": ""})
        }
        "note_deadline_work" => serde_json::json!({
            "id": nobody, "version": 0, "unit": "pages", "left": 10, "isCorrection": false,
        }),
        "case_deadlines" | "show_deadline" | "deadline_work" => serde_json::json!({"id": nobody}),
        "preview_deadline" | "add_deadline" => serde_json::json!({
            "caseId": nobody, "rule": "OFL-36", "start": "2026-11-02", "startTime": null,
            "chosen": null, "about": "", "partOf": null
        }),
        "change_deadline" | "preview_change" => serde_json::json!({
            "id": nobody, "version": 0, "change": {"kind": "tell", "on": "2026-11-02"}
        }),
        "preview_deadline_law" => {
            serde_json::json!({"law": {"kind": "version", "number": 0}})
        }
        "change_deadline_law" => serde_json::json!({
            "law": {"kind": "version", "number": 99}, "why": "", "version": 99, "moves": 0
        }),
        "move_deadlines" => serde_json::json!({"why": "", "moves": 0}),
        "cancel_job" => serde_json::json!({"jobId": nobody}),
        "gate_index_title" | "mend_index_title" => {
            serde_json::json!({"objectId": nobody, "title": "Ansøgning om rampe"})
        }
        "settle_index_step" => {
            serde_json::json!({"objectId": nobody, "number": 1, "choice": "let_go"})
        }
        "mend_index_differences" => serde_json::json!({"objectIds": [nobody], "mend": "index"}),
        "case_source" | "open_in_source" | "show_source" => serde_json::json!({"id": nobody}),
        "check_source_mapping" => serde_json::json!({"text": ""}),
        "save_source" => serde_json::json!({
            "id": null, "version": 0, "text": "", "secret": null
        }),
        "try_source" => serde_json::json!({"text": ""}),
        "remove_source" => serde_json::json!({"id": nobody, "version": 0}),
        "ask_sources_about" => serde_json::json!({"citizenId": nobody}),
        "start_index_work" => serde_json::json!({"work": "ask"}),
        "connect_platform" => serde_json::json!({
            "settings": {
                "municipality": "", "cvr": "", "organisationId": "", "systemId": "",
                "systemName": "", "usualAction": "", "issuerAddress": "", "issuerByMessage": false,
                "accessAddress": "", "indexAddress": "", "indexAudience": "", "trustsOnly": null,
                "classification": null, "units": null, "events": null, "post": null
            },
            "certificate": null, "password": null
        }),
        _ => serde_json::json!({}),
    }
}

#[tokio::test]
async fn what_is_out_of_reach_leaves_neither_rows_nor_counts_nor_a_difference() {
    let test = demo().await;
    let manager = test.second_desk();
    manager
        .sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let all = manager.list_cases(words("")).await.unwrap();
    assert_eq!(all.total, 12_000, "the DPO reaches the whole municipality");

    let anne = test.second_desk();
    anne.sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let hers = anne.list_cases(words("")).await.unwrap();
    assert!(hers.total > 0 && hers.total < all.total);

    let outside = all
        .rows
        .iter()
        .find(|row| !row.kle.starts_with("62"))
        .expect("a case outside her subjects");
    let by_number = anne.list_cases(words(&outside.number)).await.unwrap();
    assert_eq!((by_number.total, by_number.rows), (0, vec![]));
    let hidden = anne
        .show_case(OpenCase::of(outside.id.clone()))
        .await
        .unwrap_err();
    let absent = anne
        .show_case(OpenCase::of(
            "00000000-0000-4000-8000-000000000000".to_owned(),
        ))
        .await
        .unwrap_err();
    assert_eq!(
        (hidden.code, hidden.field, hidden.wait_seconds),
        (absent.code, absent.field, absent.wait_seconds),
        "what she may not see must look like what is not there"
    );
}

#[tokio::test]
async fn a_right_taken_away_is_gone_at_the_next_act() {
    let test = started().await;
    let person = add_person(&test, "bo", Role::Dpo).await;
    let desk = test.second_desk();
    desk.sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    desk.change_own_password(ChangeOwnPassword {
        current: "midlertidig nøgle".to_owned(),
        new: "mine egne ord her".to_owned(),
    })
    .await
    .unwrap();
    desk.list_audit(ListAudit {
        limit: 1,
        ..ListAudit::default()
    })
    .await
    .unwrap();
    let grant_id = person.grants[0].id.clone();
    test.desk.take_grant(TakeGrant { grant_id }).await.unwrap();
    let refused = desk.list_audit(ListAudit::default()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
}

#[tokio::test]
async fn a_right_holds_on_its_days_only() {
    let test = started().await;
    let person = add_person(&test, "bo", Role::Caseworker).await;
    let mut later = grant(&person.id, Role::Dpo);
    later.valid_from = Some("2026-11-23".to_owned());
    later.valid_to = Some("2026-11-24".to_owned());
    test.desk.give_grant(later).await.unwrap();
    let desk = test.second_desk();
    desk.sign_in(sign_in_as("bo", "midlertidig nøgle"))
        .await
        .unwrap();
    desk.change_own_password(ChangeOwnPassword {
        current: "midlertidig nøgle".to_owned(),
        new: "mine egne ord her".to_owned(),
    })
    .await
    .unwrap();
    // The clock stands at Saturday 21 November.
    for (day, allowed) in [
        (21, false),
        (22, false),
        (23, true),
        (24, true),
        (25, false),
    ] {
        let answer = desk.list_audit(ListAudit::default()).await;
        assert_eq!(answer.is_ok(), allowed, "on the {day}th");
        test.clock.advance(chrono::TimeDelta::days(1));
        desk.unlock(Unlock {
            password: "mine egne ord her".to_owned(),
        })
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn the_last_administrator_cannot_be_taken_away() {
    let test = started().await;
    let people = test.desk.list_people(NOTHING).await.unwrap();
    let me = people.rows[0].clone();
    let take = TakeGrant {
        grant_id: me.grants[0].id.clone(),
    };
    assert_eq!(
        test.desk.take_grant(take).await.unwrap_err().code,
        ErrorCode::LastAdministrator
    );
    let change = ChangePerson {
        id: me.id,
        name: me.name,
        unit_id: None,
        active: false,
    };
    assert_eq!(
        test.desk.change_person(change).await.unwrap_err().code,
        ErrorCode::LastAdministrator
    );
    test.desk.list_people(NOTHING).await.unwrap();
}

#[tokio::test]
async fn a_grant_that_makes_no_sense_is_refused_by_its_field() {
    let test = started().await;
    let person = add_person(&test, "bo", Role::Caseworker).await;
    let check = async |change: &dyn Fn(&mut GiveGrant), field: &str| {
        let mut request = grant(&person.id, Role::Caseworker);
        change(&mut request);
        let refused = test.desk.give_grant(request).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{refused:?}");
    };
    check(&|grant| grant.kle = Some("2.1".to_owned()), "kle").await;
    check(
        &|grant| grant.valid_from = Some("i morgen".to_owned()),
        "validFrom",
    )
    .await;
    check(
        &|grant| {
            grant.valid_from = Some("2026-12-02".to_owned());
            grant.valid_to = Some("2026-12-01".to_owned());
        },
        "validTo",
    )
    .await;
    check(&|grant| grant.unit_id = Some("huset".to_owned()), "unitId").await;
}

/// The numbers are the contract's, and the screens show them: one sign fewer is refused, that many is enough.
#[tokio::test]
async fn a_reason_holds_as_many_signs_as_the_contract_says() {
    let test = demo_for("bo", "kaffe på den grønne bænk").await;
    let listed = test.desk.list_cases(ListCases {
        limit: 1,
        ..words("")
    });
    let case_id = listed.await.unwrap().rows[0].id.clone();
    let short = |fewest: usize| "å".repeat(fewest - 1);
    let too_short = |answer: Option<ErrorReply>, what: &str| {
        let refused = answer.unwrap();
        assert_eq!(refused.problem.as_deref(), Some("too_short"), "{what}");
    };

    let exclude = |reason: String| ExcludeFromCase {
        case_id: case_id.clone(),
        person_id: None,
        reason,
    };
    let break_glass = |reason: String| BreakGlass {
        number: "1998-999999".to_owned(),
        purpose: LookPurpose::Emergency,
        reason,
    };
    let answer = test
        .desk
        .exclude_from_case(exclude(short(shortest_reason::EXCLUDE)));
    too_short(answer.await.err(), "exclude");
    let answer = test
        .desk
        .break_glass(break_glass(short(shortest_reason::EMERGENCY)));
    too_short(answer.await.err(), "emergency");

    let enough = break_glass("å".repeat(shortest_reason::EMERGENCY));
    let answer = test.desk.break_glass(enough).await.unwrap_err();
    assert_eq!(answer.code, ErrorCode::NotFound);
    let enough = exclude("å".repeat(shortest_reason::EXCLUDE));
    test.desk.exclude_from_case(enough).await.unwrap();
}

#[tokio::test]
async fn a_grant_for_a_post_says_which_and_is_for_ones_own_only() {
    let test = demo_for("agnes", "nøglen ligger under krukken").await;
    let people = test.desk.list_people(NOTHING).await.unwrap().rows;
    let [bo, mads] = ["bo", "mads"].map(|name| {
        let found = people.iter().find(|person| person.username == name);
        found.unwrap().id.clone()
    });
    let unit_id = test.desk.choices(NOTHING).await.unwrap().units[0]
        .id
        .clone();
    let post = PutEmployment {
        id: None,
        person_id: bo.clone(),
        unit_id,
        title: "Vikar".to_owned(),
        valid_from: "2026-01-01".to_owned(),
        valid_to: Some("2026-12-31".to_owned()),
    };
    let posts = test.desk.put_employment(post).await.unwrap().rows;
    let bound = |person: &str| GiveGrant {
        employment_id: Some(posts[0].id.clone()),
        ..grant(person, Role::Dpo)
    };
    let refused = test.desk.give_grant(bound(&mads)).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("employmentId"));
    let person = test.desk.give_grant(bound(&bo)).await.unwrap();
    let given: Vec<_> = person
        .grants
        .iter()
        .filter(|one| one.employment.is_some())
        .map(|one| (one.role, one.employment.as_deref(), one.valid_to.as_deref()))
        .collect();
    assert_eq!(given, [(Role::Dpo, Some("Vikar"), Some("2026-12-31"))]);
}
