import type { HttpApp } from '@amparo/http'
import { type OpenSheetDeps, openSheet } from './commands/open-sheet.ts'
import { callBackSheet, listSheets, makeSheet } from './commands/record-sheets.ts'
import { showRecord } from './commands/show-record.ts'
import { ownRecordRoutes } from './http/own-record.ts'

/** Adds what a person, or a caseworker beside them, reads of their own record. */
export function addOwnRecord(http: HttpApp, deps: OpenSheetDeps): void {
  ownRecordRoutes(http, {
    ...{ show: showRecord(deps), make: makeSheet(deps), callBack: callBackSheet(deps), list: listSheets(deps) },
    ...{ open: openSheet(deps), now: deps.now },
  })
}
