//! One method for each command of the contract, made from its list.

use std::pin::Pin;
use std::time::{Duration, Instant};

use sagsbord_contract::every_command;
use sagsbord_contract::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Desk;
use crate::AppError;

/// The use case behind each command, under the command's name.
mod use_cases {
    pub(super) use crate::aktindsigt::act::act_on_aktindsigt;
    pub(super) use crate::aktindsigt::bases::list_bases;
    pub(super) use crate::aktindsigt::change::change_aktindsigt;
    pub(super) use crate::aktindsigt::choose_regimes::choose_regimes;
    pub(super) use crate::aktindsigt::collect::collect_items;
    pub(super) use crate::aktindsigt::items::change::change_item;
    pub(super) use crate::aktindsigt::items::decide::decide_items;
    pub(super) use crate::aktindsigt::items::list::list_items;
    pub(super) use crate::aktindsigt::items::renumber::renumber_items;
    pub(super) use crate::aktindsigt::letter::draft::draft_aktindsigt_letter;
    pub(super) use crate::aktindsigt::letter::save::save_aktindsigt_letter;
    pub(super) use crate::aktindsigt::letter::set::set_aktindsigt_letter;
    pub(super) use crate::aktindsigt::letter::show::show_aktindsigt_letter;
    pub(super) use crate::aktindsigt::list::list_aktindsigter;
    pub(super) use crate::aktindsigt::log_time::log_time;
    pub(super) use crate::aktindsigt::propose::propose_regimes;
    pub(super) use crate::aktindsigt::register::register_aktindsigt;
    pub(super) use crate::aktindsigt::release::approve::approve_release;
    pub(super) use crate::aktindsigt::release::build::build_bundle;
    pub(super) use crate::aktindsigt::release::comment::comment_on_release;
    pub(super) use crate::aktindsigt::release::deliver::deliver_release;
    pub(super) use crate::aktindsigt::release::give::release_bundle;
    pub(super) use crate::aktindsigt::release::give_back::return_from_approval;
    pub(super) use crate::aktindsigt::release::recall::recall_release;
    pub(super) use crate::aktindsigt::release::send::send_to_approval;
    pub(super) use crate::aktindsigt::release::show::show_release;
    pub(super) use crate::aktindsigt::release::stop::{answer_release_stop, stop_release};
    pub(super) use crate::aktindsigt::review::answer::answer_review;
    pub(super) use crate::aktindsigt::review::consistency::{accept_doubt, check_consistency};
    pub(super) use crate::aktindsigt::review::everywhere::{mark_everywhere, preview_everywhere};
    pub(super) use crate::aktindsigt::review::findings::list_review_findings;
    pub(super) use crate::aktindsigt::review::look::look_at_page;
    pub(super) use crate::aktindsigt::review::notes::{note_on_page, settle_page_note};
    pub(super) use crate::aktindsigt::review::open::open_review;
    pub(super) use crate::aktindsigt::review::page::show_review_page;
    pub(super) use crate::aktindsigt::review::undo::undo_review_answer;
    pub(super) use crate::aktindsigt::show::show_aktindsigt;
    pub(super) use crate::audit::list::list_audit;
    pub(super) use crate::audit::verify::verify_audit;
    pub(super) use crate::case_access::break_glass::break_glass;
    pub(super) use crate::case_access::employments::{employments, put_employment};
    pub(super) use crate::case_access::exclude::exclude_from_case;
    pub(super) use crate::case_access::form_team::{end_case_team, form_case_team};
    pub(super) use crate::case_access::give::open_case_to;
    pub(super) use crate::case_access::list::list_case_access;
    pub(super) use crate::case_access::open_subjects::{change_open_subject, open_subjects};
    pub(super) use crate::case_access::review::review_case_access;
    pub(super) use crate::case_access::take::take_case_access;
    pub(super) use crate::cases::change::{change_case, preview_case_change};
    pub(super) use crate::cases::choices::choices;
    pub(super) use crate::cases::create::create_case;
    pub(super) use crate::cases::find_parties::find_parties;
    pub(super) use crate::cases::find_subjects::find_subjects;
    pub(super) use crate::cases::list::list_cases;
    pub(super) use crate::cases::log::case_log;
    pub(super) use crate::cases::my_day::my_day;
    pub(super) use crate::cases::relate::{relate_cases, unrelate_cases};
    pub(super) use crate::cases::show::show_case;
    pub(super) use crate::cases::team_load::team_load;
    pub(super) use crate::cases::timeline::case_timeline;
    pub(super) use crate::citizens::access_log::citizen_access_log;
    pub(super) use crate::citizens::print_log::print_access_log;
    pub(super) use crate::citizens::reveal::reveal_citizen;
    pub(super) use crate::citizens::show::show_citizen;
    pub(super) use crate::deadlines::add::add_deadline;
    pub(super) use crate::deadlines::calendar_file::calendar_file;
    pub(super) use crate::deadlines::change::change_deadline;
    pub(super) use crate::deadlines::draft_letter::draft_delay_letter;
    pub(super) use crate::deadlines::export::export_deadlines;
    pub(super) use crate::deadlines::group::group_deadlines;
    pub(super) use crate::deadlines::law::change::change_deadline_law;
    pub(super) use crate::deadlines::law::moved::{move_deadlines, moved_deadlines};
    pub(super) use crate::deadlines::law::preview::preview_deadline_law;
    pub(super) use crate::deadlines::law::show::deadline_law;
    pub(super) use crate::deadlines::list::{count_deadlines, list_deadlines};
    pub(super) use crate::deadlines::list_rules::deadline_rules;
    pub(super) use crate::deadlines::of_case::case_deadlines;
    pub(super) use crate::deadlines::preview::preview_deadline;
    pub(super) use crate::deadlines::preview_change::preview_change;
    pub(super) use crate::deadlines::show::show_deadline;
    pub(super) use crate::deadlines::work::{deadline_work, note_deadline_work};
    pub(super) use crate::documents::pins::{list_pins, put_pin, remove_pin};
    pub(super) use crate::documents::search::search_document;
    pub(super) use crate::documents::show::show_document;
    pub(super) use crate::intake::add::add_to_intake;
    pub(super) use crate::intake::decide::decide_intake_files;
    pub(super) use crate::intake::decide_hidden::decide_intake_hidden;
    pub(super) use crate::intake::decide_quoted_mail::decide_quoted_mail;
    pub(super) use crate::intake::dismiss_lapsed::dismiss_lapsed_decisions;
    pub(super) use crate::intake::export::export_intake;
    pub(super) use crate::intake::file::show_intake_file;
    pub(super) use crate::intake::files::list_intake_files;
    pub(super) use crate::intake::filing::{file_intake_documents, preview_intake_filing};
    pub(super) use crate::intake::give_password::give_intake_password;
    pub(super) use crate::intake::list::list_intakes;
    pub(super) use crate::intake::read_again::read_intake_again;
    pub(super) use crate::intake::remove::remove_intake;
    pub(super) use crate::intake::show::show_intake;
    pub(super) use crate::intake::start::start_intake;
    pub(super) use crate::intake::steer::steer_intake;
    pub(super) use crate::intake::threads::intake_threads;
    pub(super) use crate::jobs::cancel::cancel_job;
    pub(super) use crate::jobs::list::list_jobs;
    pub(super) use crate::journal::discard_draft::discard_note_draft;
    pub(super) use crate::journal::journalise::journalise_note;
    pub(super) use crate::journal::list::list_notes;
    pub(super) use crate::journal::save_draft::save_note_draft;
    pub(super) use crate::letters::decide::decide_letter;
    pub(super) use crate::letters::list::list_letters;
    pub(super) use crate::opening::desk_state::desk_state;
    pub(super) use crate::opening::give_passphrase::give_passphrase;
    pub(super) use crate::opening::restore_backup::restore_backup;
    pub(super) use crate::opening::retry::retry_opening;
    pub(super) use crate::people::add::add_person;
    pub(super) use crate::people::change::change_person;
    pub(super) use crate::people::give_grant::give_grant;
    pub(super) use crate::people::list::list_people;
    pub(super) use crate::people::reset_password::reset_password;
    pub(super) use crate::people::take_grant::take_grant;
    pub(super) use crate::quality_check::change_rule::change_check_rule;
    pub(super) use crate::quality_check::change_word::change_word;
    pub(super) use crate::quality_check::check_text::check_text;
    pub(super) use crate::quality_check::close_text::close_text;
    pub(super) use crate::quality_check::edit_text::edit_text;
    pub(super) use crate::quality_check::export_word_list::export_word_list;
    pub(super) use crate::quality_check::import_word_list::import_word_list;
    pub(super) use crate::quality_check::list_rules::check_rules;
    pub(super) use crate::quality_check::list_versions::check_versions;
    pub(super) use crate::quality_check::list_words::word_list;
    pub(super) use crate::quality_check::measure_check::measure_check;
    pub(super) use crate::quality_check::open_text::open_text;
    pub(super) use crate::quality_check::preview_rule::preview_check_rule;
    pub(super) use crate::quality_check::preview_word::preview_word;
    pub(super) use crate::quality_check::restore_rules::restore_check_rules;
    pub(super) use crate::quality_check::restore_word_list::restore_word_list;
    pub(super) use crate::quality_check::show_version::show_check_version;
    pub(super) use crate::saved_filters::list::list_saved_filters;
    pub(super) use crate::saved_filters::remove::remove_saved_filter;
    pub(super) use crate::saved_filters::save::save_filter;
    pub(super) use crate::search::everywhere::search_everywhere;
    pub(super) use crate::session::change_own_password::change_own_password;
    pub(super) use crate::session::first_administrator::create_first_administrator;
    pub(super) use crate::session::keep_awake::keep_awake;
    pub(super) use crate::session::lock::lock;
    pub(super) use crate::session::sign_in::sign_in;
    pub(super) use crate::session::sign_out::sign_out;
    pub(super) use crate::session::unlock::unlock;
    pub(super) use crate::settings::change::change_setting;
    pub(super) use crate::settings::list::list_settings;
    pub(super) use crate::shared_index::connect::{connect_platform, platform_connection};
    pub(super) use crate::shared_index::differences::{index_differences, mend_index_differences};
    pub(super) use crate::shared_index::dry_run::dry_run_index;
    pub(super) use crate::shared_index::gate_title::gate_index_title;
    pub(super) use crate::shared_index::health::index_health;
    pub(super) use crate::shared_index::mend::mend_index_title;
    pub(super) use crate::shared_index::settle::settle_index_step;
    pub(super) use crate::shared_index::steps::list_index_steps;
    pub(super) use crate::shared_index::try_platform::try_platform;
    pub(super) use crate::shared_index::work::start_index_work;
    pub(super) use crate::sources::ask::ask_sources_about;
    pub(super) use crate::sources::check::check_source_mapping;
    pub(super) use crate::sources::list::list_sources;
    pub(super) use crate::sources::of_case::case_source;
    pub(super) use crate::sources::open::open_in_source;
    pub(super) use crate::sources::remove::remove_source;
    pub(super) use crate::sources::save::save_source;
    pub(super) use crate::sources::show::show_source;
    pub(super) use crate::sources::try_source::try_source;
    pub(super) use crate::storage::change_passphrase::change_passphrase;
    pub(super) use crate::storage::rotate_key::rotate_key;
    pub(super) use crate::storage::start_backup::start_backup;
    pub(super) use crate::storage::start_search_rebuild::start_search_rebuild;
    pub(super) use crate::storage::start_store_check::start_store_check;
    pub(super) use crate::storage::state::storage_state;
    pub(super) use crate::support::report::support_report;
    pub(super) use crate::tasks::assign::assign_tasks;
    pub(super) use crate::tasks::change::change_task;
    pub(super) use crate::tasks::comment::comment_task;
    pub(super) use crate::tasks::create::create_task;
    pub(super) use crate::tasks::list::{count_tasks, list_tasks};
    pub(super) use crate::tasks::preview_due::preview_task_due;
    pub(super) use crate::tasks::show::show_task;
    pub(super) use crate::tasks::templates::{
        list_task_templates, retire_task_template, save_task_template,
    };
    pub(super) use crate::templates::check::check_template;
    pub(super) use crate::templates::list::list_templates;
    pub(super) use crate::templates::make_letter::make_letter;
    pub(super) use crate::templates::preview::preview_template;
    pub(super) use crate::templates::save::{retire_template, save_template};
    pub(super) use crate::templates::show::show_template;
    pub(super) use crate::templates::versions::{compare_templates, template_versions};
}

macro_rules! desk_calls {
    ($($door:ident $name:ident($request:ident) -> $reply:ident;)*) => {
        impl Desk {
            $(
                pub async fn $name(&self, request: $request) -> Result<$reply, ErrorReply> {
                    let begun = Instant::now();
                    let answer = desk_calls!(@ $door self $name request);
                    note_if_slow(stringify!($name), begun.elapsed());
                    answer.map_err(|error: AppError| error.into_reply(stringify!($name)))
                }
            )*

            /// The same commands by name, for doors that carry JSON.
            pub async fn call_json(&self, command: &str, request: Value) -> Result<Value, ErrorReply> {
                match command {
                    $(stringify!($name) => {
                        self.by_json(request, |desk, request: $request| Box::pin(desk.$name(request)))
                            .await
                    })*
                    _ => Err(AppError::new(ErrorCode::NotFound).into_reply("unknown")),
                }
            }
        }
    };
    (@ open $desk:ident $name:ident $request:ident) => {
        // Apart, so that whoever can ask for each of them does not hold room for all of them.
        Box::pin(use_cases::$name($desk, $request)).await
    };
    (@ signed_in $desk:ident $name:ident $request:ident) => {
        match $desk.session().await {
            Ok(session) => Box::pin(use_cases::$name($desk, &session, $request)).await,
            Err(error) => Err(error),
        }
    };
}
every_command!(desk_calls);

/// Longer than this somebody waited.
const SLOW: Duration = Duration::from_millis(100);

/// Whoever is told that the program is slow sees in the log what was.
fn note_if_slow(command: &'static str, took: Duration) {
    if took >= SLOW {
        tracing::info!(command, ms = took.as_millis(), "slow");
    }
}

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ErrorReply>> + Send + 'a>>;

impl Desk {
    /// In a box made elsewhere: with room for each command on it, one stack frame would not hold them all.
    fn by_json<'a, Request, Reply>(
        &'a self,
        request: Value,
        call: impl FnOnce(&'a Self, Request) -> Answer<'a, Reply> + Send + 'a,
    ) -> Answer<'a, Value>
    where
        Request: DeserializeOwned + Send + 'a,
        Reply: Serialize + Send + 'a,
    {
        Box::pin(async move {
            let request = serde_json::from_value(request).map_err(unreadable_request)?;
            let reply = call(self, request).await?;
            serde_json::to_value(reply).map_err(unreadable_request)
        })
    }
}

/// What serde says of a request can quote it, so it is not logged.
fn unreadable_request(_: serde_json::Error) -> ErrorReply {
    AppError::new(ErrorCode::InvalidInput).into_reply("request")
}
