import { hash } from 'node:crypto'
import { Action, timestampFromDate } from '@amparo/contracts'
import { signDetached } from '@amparo/crypto'
import { errors } from '../../domain/request-errors.ts'
import { blocksOf, type DocumentKind, type PrintedText } from '../../domain/request-sheet.ts'
import type { RequestText } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import type { MakeSheet } from '../../ports/documents.ts'
import { addRequestDocument } from '../../store/request-documents.ts'
import { requestSheetSchema } from '../../store/request-sheet.schema.ts'
import { openRequestText } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import { groundsOf, labelsOf, sealOnPermit, spendPermit, stillGiven } from '../permit.ts'
import { shownInFields } from '../shown-whole.ts'
import { takeViewRequest } from '../view-request.ts'
import type { ReadDeps, ReadTexts } from './read-request-texts.ts'
import { heldTexts, permitToRead } from './reading.ts'
import { relationsIn } from './relations-in.ts'
import { asReader } from './standing-of-party.ts'

export interface PrintDeps extends ReadDeps {
  readonly makeSheet: MakeSheet
}

const ROUTE = 'POST /request-documents'

export interface PrintRequest extends Omit<ReadTexts, 'after'> {
  readonly kind: DocumentKind
}

/**
 * The request as a document to print, or a list of what came of it, in the languages of both states, sealed to a reader of an agency that has to do with it: by a permit and
 * an entry in the log, which says the hash of the file. Made again of the same request it is the same file, in either hub; this hub signs it.
 */
export const makeRequestDocument =
  (deps: PrintDeps) =>
  async ({ request, kind, caller, correlationId }: PrintRequest): Promise<string> => {
    const { hub, store, keys, now, newId, log } = deps
    const { referralId: requestId, replyCertificate } = await takeViewRequest(deps, ROUTE, request, caller)
    const standing = asReader(await deps.findRequest(requestId, caller, { sheet: kind }))
    if (standing.sheet === '') throw errors.request_document_not_yet()
    const signingKey = await deps.signKey()
    const own: Party = { hub, agencyId: caller.agency }
    const permitted = () => permitToRead(deps, standing, own, caller)
    const first = await permitted()
    const { open: held } = await heldTexts(deps, standing)
    const key = held.length === 0 ? undefined : await keys.get(requestId)
    const texts = new Map(
      held.flatMap(text => (key ? [[text.field, printed(openRequestText(key, text).content)]] : [])),
    )
    const sheet = requestSheetSchema.parse(JSON.parse(standing.sheet))
    const printedFields = sheet.rows.flatMap(row => ('field' in row && texts.has(row.field) ? [row.field] : []))
    const made = await deps.makeSheet(blocksOf(sheet, texts), requestId)
    if (made.outcome === 'refused') throw errors.request_document_too_long()
    const sha256 = hash('sha256', made.bytes, 'hex')
    const permit = await stillGiven(deps, first, permitted)
    await spendPermit(deps, permit)
    const at = now()
    const receipt = await deps.append({
      ...{ ...groundsOf(permit), categories: shownInFields(printedFields, permit.categories), entryId: newId() },
      ...{ action: Action.REQUEST_DOCUMENT_MADE, code: `${kind}:${sha256}` },
      ...{ userId: caller.user, agency: own, authentication: caller.acr, referralId: requestId, recipient: own },
      ...{ viewPolicyHash: deps.views.hash, occurredAt: timestampFromDate(at) },
      relations: await relationsIn(deps, standing, { caller, own }),
    })
    await store.run(tx => addRequestDocument(tx, { requestId, kind, sha256, madeAt: at }))
    const file = { name: `${kind}-${requestId}.pdf`, mediaType: 'application/pdf', base64: base64Of(made.bytes) }
    const view = {
      ...{ referralId: requestId, document: file, sha256, languages: sheet.languages, ...labelsOf(permit) },
      signature: await signDetached(made.bytes, signingKey),
      auditEntry: { id: receipt.entryId, index: Number(receipt.index), leafHash: receipt.leafHash },
    }
    const sealed = await sealOnPermit(deps, permit, { view, route: ROUTE, request, replyCertificate, signingKey })
    const line = { requestId, agencyId: caller.agency, userId: caller.user, auditEntryId: receipt.entryId }
    messages['request.document-made'](log, { ...line, correlationId })
    return sealed
  }

const printed = ({ attachments, ...text }: RequestText): PrintedText => ({
  ...text,
  files: attachments.map(file => ({
    name: file.name,
    sha256: 'base64' in file ? hash('sha256', Buffer.from(file.base64, 'base64'), 'hex') : undefined,
  })),
})

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
