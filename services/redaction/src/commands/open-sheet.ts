import { isPaperNumber, readPaperNumber } from '@amparo/contracts'
import { readCertificate, sealViewAnswer } from '@amparo/crypto'
import { httpErrors } from '@amparo/http'
import { z } from 'zod'
import { errors } from '../domain/errors.ts'
import { type RecordSheet, stateOfSheet } from '../domain/record-sheet.ts'
import { countSheetTry, findSheet, forgiveSheetTry, markRead } from '../store/record-sheets.ts'
import type { SealKeys } from '../store/seal-keys.ts'
import { findShare } from '../store/shares.ts'
import { takeLinkForm } from './link-form.ts'
import { hashOf } from './link-secret.ts'
import { gatherOwnRecord } from './own-record.ts'
import { PIN_DIGITS, type RecordSheetDeps } from './record-sheets.ts'

export interface OpenSheetDeps extends RecordSheetDeps {
  readonly sealKeys: SealKeys
}

const form = z.strictObject({
  /** As somebody types it. */
  number: z.string().max(40),
  code: z.string().regex(new RegExp(`^\\d{${PIN_DIGITS}}$`)),
  replyCertificate: z.string().max(20_000),
})

const ROUTE = 'POST /sheet-views'

/**
 * A person's own record by the code sheet. In this order: the form is used up, the try counted, the code compared, consent asked, the
 * log read and written, the answer sealed to the browser that asked. Whatever is missing is `not_found`, the same for every reason and as
 * slow.
 */
export const openSheet =
  (deps: OpenSheetDeps) =>
  async ({ sealed }: { readonly sealed: string }): Promise<string> => {
    const asked = await takeLinkForm(deps, { sealed, route: ROUTE, schema: form })
    const { replyCertificate } = asked
    await readCertificate(replyCertificate).catch((cause: unknown) => {
      throw errors.seal_invalid({ cause })
    })
    const sheet = await checkedSheet(deps, asked)
    try {
      return await show(deps, sheet, { sealed, replyCertificate })
    } catch (error) {
      await deps.store.run(tx => forgiveSheetTry(tx, sheet.sheetId))
      throw error
    }
  }

/** The sheet, if its code is right. The try stays counted until the record has been shown, or could not be. */
async function checkedSheet({ store, now, codes }: OpenSheetDeps, asked: z.output<typeof form>): Promise<RecordSheet> {
  const number = readPaperNumber(asked.number)
  const found = isPaperNumber(number) ? await store.read(reader => findSheet(reader, hashOf(number))) : undefined
  const isOpen = found !== undefined && stateOfSheet(found, now()) === 'open'
  const counted = isOpen && (await store.run(tx => countSheetTry(tx, found.sheetId)))
  const right = await codes.isRight(asked.code, counted ? found?.codeHash : undefined)
  if (!counted || found === undefined || !right) throw httpErrors.not_found()
  return found
}

async function show(
  deps: OpenSheetDeps,
  { sheetId, shareId, askedBy, madeOn }: RecordSheet,
  { sealed, replyCertificate }: { readonly sealed: string; readonly replyCertificate: string },
): Promise<string> {
  const { store, hub } = deps
  const share = await store.read(reader => findShare(reader, shareId))
  if (share === undefined) throw httpErrors.not_found()
  const signingKey = await deps.signKey()
  const found = await gatherOwnRecord(deps, { share, askedBy, madeOn, caller: undefined })
  if ('denial' in found) throw httpErrors.not_found()
  if (!(await store.run(tx => markRead(tx, sheetId, deps.now())))) throw httpErrors.not_found()
  return sealViewAnswer({ view: found.view, hub, route: ROUTE, request: sealed, replyCertificate, signingKey })
}
