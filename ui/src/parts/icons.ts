// Material Symbols (Apache 2.0), as dkfds ships them. Taken in when the program is built: nothing is fetched.
import warning from "../../node_modules/dkfds/dist/img/svg-icons/warning.svg?raw";
import check from "../../node_modules/dkfds/dist/img/svg-icons/check.svg?raw";
import chevronDown from "../../node_modules/dkfds/dist/img/svg-icons/chevron-down.svg?raw";
import close from "../../node_modules/dkfds/dist/img/svg-icons/close.svg?raw";
import copy from "../../node_modules/dkfds/dist/img/svg-icons/copy.svg?raw";
import database from "../../node_modules/dkfds/dist/img/svg-icons/database.svg?raw";
import document from "../../node_modules/dkfds/dist/img/svg-icons/document.svg?raw";
import download from "../../node_modules/dkfds/dist/img/svg-icons/download.svg?raw";
import error from "../../node_modules/dkfds/dist/img/svg-icons/error.svg?raw";
import groups from "../../node_modules/dkfds/dist/img/svg-icons/groups.svg?raw";
import help from "../../node_modules/dkfds/dist/img/svg-icons/help.svg?raw";
import home from "../../node_modules/dkfds/dist/img/svg-icons/home.svg?raw";
import index from "../../node_modules/dkfds/dist/img/svg-icons/share.svg?raw";
import info from "../../node_modules/dkfds/dist/img/svg-icons/info.svg?raw";
import language from "../../node_modules/dkfds/dist/img/svg-icons/language.svg?raw";
import list from "../../node_modules/dkfds/dist/img/svg-icons/list-check.svg?raw";
import lock from "../../node_modules/dkfds/dist/img/svg-icons/lock.svg?raw";
import palette from "../../node_modules/dkfds/dist/img/svg-icons/palette.svg?raw";
import person from "../../node_modules/dkfds/dist/img/svg-icons/person.svg?raw";
import plus from "../../node_modules/dkfds/dist/img/svg-icons/plus.svg?raw";
import refresh from "../../node_modules/dkfds/dist/img/svg-icons/refresh.svg?raw";
import search from "../../node_modules/dkfds/dist/img/svg-icons/search.svg?raw";
import settings from "../../node_modules/dkfds/dist/img/svg-icons/settings.svg?raw";
import sortDown from "../../node_modules/dkfds/dist/img/svg-icons/sort-table-descending.svg?raw";
import sortNone from "../../node_modules/dkfds/dist/img/svg-icons/sort-table-none.svg?raw";
import sortUp from "../../node_modules/dkfds/dist/img/svg-icons/sort-table-ascending.svg?raw";
import star from "../../node_modules/dkfds/dist/img/svg-icons/star.svg?raw";
import starFull from "../../node_modules/dkfds/dist/img/svg-icons/star-fill.svg?raw";
import success from "../../node_modules/dkfds/dist/img/svg-icons/success.svg?raw";
import textSize from "../../node_modules/dkfds/dist/img/svg-icons/format-size.svg?raw";
import time from "../../node_modules/dkfds/dist/img/svg-icons/time.svg?raw";
import columns from "../../node_modules/dkfds/dist/img/svg-icons/view-split.svg?raw";
import hidden from "../../node_modules/dkfds/dist/img/svg-icons/visibility-off.svg?raw";
import visible from "../../node_modules/dkfds/dist/img/svg-icons/visibility.svg?raw";
import attachment from "../../node_modules/dkfds/dist/img/svg-icons/attach-file.svg?raw";
import note from "../../node_modules/dkfds/dist/img/svg-icons/edit.svg?raw";
import calendar from "../../node_modules/dkfds/dist/img/svg-icons/calendar-month.svg?raw";
import payments from "../../node_modules/dkfds/dist/img/svg-icons/payments.svg?raw";
import print from "../../node_modules/dkfds/dist/img/svg-icons/print.svg?raw";
import task from "../../node_modules/dkfds/dist/img/svg-icons/checklist.svg?raw";
import more from "../../node_modules/dkfds/dist/img/svg-icons/more-horiz.svg?raw";
import personAdd from "../../node_modules/dkfds/dist/img/svg-icons/person-add.svg?raw";
import personRemove from "../../node_modules/dkfds/dist/img/svg-icons/person-remove.svg?raw";
import back from "../../node_modules/dkfds/dist/img/svg-icons/arrow-back.svg?raw";
import flag from "../../node_modules/dkfds/dist/img/svg-icons/flag.svg?raw";
import folder from "../../node_modules/dkfds/dist/img/svg-icons/folder.svg?raw";
import hourglass from "../../node_modules/dkfds/dist/img/svg-icons/hourglass.svg?raw";
import mail from "../../node_modules/dkfds/dist/img/svg-icons/email.svg?raw";
import minus from "../../node_modules/dkfds/dist/img/svg-icons/minus.svg?raw";
import next from "../../node_modules/dkfds/dist/img/svg-icons/chevron-right.svg?raw";
import previous from "../../node_modules/dkfds/dist/img/svg-icons/chevron-left.svg?raw";
import trash from "../../node_modules/dkfds/dist/img/svg-icons/delete.svg?raw";
import undo from "../../node_modules/dkfds/dist/img/svg-icons/reply.svg?raw";
import upload from "../../node_modules/dkfds/dist/img/svg-icons/upload.svg?raw";
import zoomIn from "../../node_modules/dkfds/dist/img/svg-icons/zoom-in.svg?raw";
import zoomOut from "../../node_modules/dkfds/dist/img/svg-icons/zoom-out.svg?raw";
import down from "../../node_modules/dkfds/dist/img/svg-icons/arrow-downward.svg?raw";
import up from "../../node_modules/dkfds/dist/img/svg-icons/arrow-upward.svg?raw";

export const icons = {
  attachment,
  back,
  calendar,
  check,
  chevronDown,
  close,
  columns,
  copy,
  database,
  document,
  down,
  download,
  error,
  flag,
  folder,
  groups,
  help,
  hidden,
  home,
  hourglass,
  index,
  info,
  language,
  list,
  lock,
  mail,
  minus,
  more,
  next,
  note,
  palette,
  payments,
  person,
  personAdd,
  personRemove,
  plus,
  previous,
  print,
  refresh,
  search,
  settings,
  sortDown,
  sortNone,
  sortUp,
  star,
  starFull,
  success,
  task,
  textSize,
  time,
  trash,
  undo,
  up,
  upload,
  visible,
  warning,
  zoomIn,
  zoomOut,
};

export type IconName = keyof typeof icons;
