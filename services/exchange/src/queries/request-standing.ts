import { isFinal, type Side, SUBMIT } from '@amparo/protocols'
import type { RequestDeps } from '../commands/requests/deps.ts'
import { annexesOf, type RequestFile } from '../domain/requests/annexes.ts'
import { courseOf } from '../domain/requests/course.ts'
import { itemsOf, victimsIn } from '../domain/requests/items.ts'
import { readinessOf } from '../domain/requests/ready.ts'
import { type EvidenceRequest, isSigned, type Role, roleOf, type Step } from '../domain/requests/request.ts'
import { basisOf } from '../domain/requests/rules.ts'
import { requestSheet } from '../domain/requests/sheet.ts'
import type { Sheet } from '../domain/requests/sheet-parts.ts'
import { certificateSheet, scheduleSheet } from '../domain/requests/sheets-of-items.ts'
import { findAsker } from '../ports/asker.ts'
import { requestStepsOf } from '../store/request-steps.ts'
import { findRequest } from '../store/requests.ts'
import { isContact } from './request-contacts.ts'

export interface RequestStands {
  readonly request: EvidenceRequest
  /** Undefined: nobody reads. */
  readonly role: Role | typeof CONTACT | undefined
  /** What redaction holds of it, by field and hash. */
  readonly texts: readonly { readonly field: string; readonly sha256: string }[]
  /** The files that it names: annexes of the side that asks, and what the other handed over. */
  readonly files: readonly (RequestFile & { readonly side: Side; readonly victims: string })[]
  /** Nothing of what it says goes to the other hub any more. */
  readonly over: boolean
  /** What it says of the victims in it and the state that is asked; empty: nothing. */
  readonly victims: string
  /** What signed answers name as their reasons. */
  readonly reasons: readonly { readonly step: string; readonly side: Side; readonly sha256: string }[]
  /** What is to be printed of it. Undefined: it was not asked for, or there is none of it for that agency yet. */
  readonly sheet: Sheet | undefined
}

/** It executes a request, and its own central authority lets it write about it: of the request itself it reads nothing. */
export const CONTACT = 'contact'

type Deps = Pick<RequestDeps, 'hub' | 'store' | 'rules' | 'directory'>

interface Asked {
  /** Undefined: nobody reads. */
  readonly agency: string | undefined
  readonly sheet: SheetKind | undefined
}

export const SHEETS = ['request', 'schedule', 'certificate'] as const
export type SheetKind = (typeof SHEETS)[number]

/**
 * What an agency of this hub is to a request, and which texts it names; without an agency, of one that was signed. `discarded`: to its drafter,
 * who has its page still. Undefined: it is not that agency's, not signed, or not here.
 */
export const requestStanding =
  (deps: Deps) =>
  async (id: string, { agency, sheet }: Asked): Promise<RequestStands | 'discarded' | undefined> => {
    const asker = agency === undefined ? undefined : await findAsker(deps, { agency })
    const { request, steps } = await deps.store.read(async reader => ({
      request: await findRequest(reader, id),
      steps: await requestStepsOf(reader, id),
    }))
    if (request === undefined) return undefined
    const role = asker && roleOf(request, asker)
    if (request.status === 'discarded') return role && 'discarded'
    if (agency !== undefined && role === undefined)
      return (await isContact(deps, request, agency)) ? { request, role: CONTACT, ...NOTHING } : undefined
    if (agency === undefined && !isSigned(request)) return undefined
    return {
      request,
      role,
      texts: textsOf(deps, request),
      files: filesOf(deps, request, steps),
      over: isOver(deps, request, steps),
      victims: victimsIn(request.answers),
      reasons: steps.flatMap(({ step, side, data: { reasons: sha256 } }) =>
        typeof sha256 === 'string' ? [{ step, side, sha256 }] : [],
      ),
      sheet: sheet && sheetOf(deps, sheet, { request, role, steps }),
    }
  }

const NOTHING = { texts: [], files: [], over: false, victims: '', reasons: [], sheet: undefined } as const

function isOver({ rules }: Deps, request: EvidenceRequest, steps: readonly Step[]): boolean {
  if (!isSigned(request)) return false
  const { protocol, state } = courseOf(basisOf(rules, request).protocol, request, steps)
  return isFinal(protocol, state)
}

interface Stands {
  readonly request: EvidenceRequest
  readonly role: Role | undefined
  readonly steps: readonly Step[]
}

/** The schedule is for those who received the items, the certificate for those who handed them over. */
function sheetOf({ rules }: Deps, kind: SheetKind, { request, role, steps }: Stands): Sheet | undefined {
  const { terms, documents } = rules
  const { treaty, protocol } = basisOf(rules, request)
  if (kind === 'request') {
    const { asked } = readinessOf(terms, treaty, request)
    const signedAt = steps.find(({ step }) => step === SUBMIT)?.at
    return requestSheet(documents, { request, treaty, protocol, form: terms.form, asked, signedAt })
  }
  if (!isSigned(request)) return undefined
  const executed = { request, treaty, run: courseOf(protocol, request, steps) }
  if (kind === 'schedule') return role === 'recipient' ? undefined : scheduleSheet(documents, executed)
  return role === 'recipient' ? certificateSheet(documents, executed) : undefined
}

function filesOf({ rules }: Deps, request: EvidenceRequest, steps: readonly Step[]): RequestStands['files'] {
  const annexes = annexesOf(request.answers).map(({ kind: _, ...file }) => ({
    ...file,
    ...{ victims: victimsIn(request.answers), side: 'sender' as const },
  }))
  if (!isSigned(request)) return annexes
  const items = itemsOf(courseOf(basisOf(rules, request).protocol, request, steps))
  const handedOver = items.flatMap(({ id: item, sha256, handling, source, information, victims }) =>
    sha256 === undefined ? [] : [{ item, sha256, handling, source, information, victims, side: 'recipient' as const }],
  )
  return [...annexes, ...handedOver]
}

const textsOf = ({ rules }: Deps, { answers }: EvidenceRequest) =>
  Object.entries(answers)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([field, sha256]) =>
      rules.terms.form.fields[field]?.kind === 'sealed' && typeof sha256 === 'string' ? [{ field, sha256 }] : [],
    )
