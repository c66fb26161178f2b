import type { HttpApp } from '@amparo/http'
import type { NoticeDeps } from './commands/notice-case.ts'
import { checkNotice, endNotice, issueNotice, listNotices, showNotice } from './commands/notices.ts'
import { type OpenSheetDeps, openSheet } from './commands/open-sheet.ts'
import { callBackSheet, listSheets, makeSheet } from './commands/record-sheets.ts'
import { showRecord } from './commands/show-record.ts'
import { noticeRoutes } from './http/notices.ts'
import { ownRecordRoutes } from './http/own-record.ts'

/** Adds what a person, or a caseworker beside them, reads of their own record, and the notices that name them. */
export function addOwnRecord(
  http: HttpApp,
  deps: OpenSheetDeps & NoticeDeps & Parameters<typeof listNotices>[0],
): void {
  ownRecordRoutes(http, {
    ...{ show: showRecord(deps), make: makeSheet(deps), callBack: callBackSheet(deps), list: listSheets(deps) },
    ...{ open: openSheet(deps), now: deps.now },
  })
  noticeRoutes(http, {
    ...{ issue: issueNotice(deps), show: showNotice(deps), check: checkNotice(deps), end: endNotice(deps) },
    ...{ list: listNotices(deps), now: deps.now },
  })
}
