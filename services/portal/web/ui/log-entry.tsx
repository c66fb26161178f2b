import type { AuditEntryView } from '@amparo/client'
import { denials } from '@amparo/contracts'
import type { ComponentChildren } from 'preact'
import { useSignedIn, useWords } from '../app/context.ts'
import type { Words } from '../i18n/words.ts'
import { Fact } from './fact.tsx'
import { Heading } from './heading.tsx'

export type Proof = { readonly verified: true; readonly index: number } | { readonly verified: false }
/** The log was asked about others, and then was not to be had. */
type Unasked = 'unasked'

export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined

interface Props {
  readonly entry: AuditEntryView
  /** Whether the log has proved that it holds it; undefined: nobody has asked. */
  readonly proof?: Proof | Unasked | undefined
  readonly level?: 2 | 3
  /** What can be done from it. */
  readonly children?: ComponentChildren
}

/** One entry: who did what, for whom, why and on what basis; by references alone. */
export function LogEntry({ entry, proof, level = 2, children }: Props) {
  const words = useWords()
  const { t, code } = words
  const about = aboutOf(words, entry)
  return (
    <article class="card">
      <Heading level={level}>
        {code('auditAction', String(entry['action']))}
        {about && `${t.app.colon}${about}`}
      </Heading>
      {entry['unverified'] === true && <p class="fault">{t.log.unverified}</p>}
      {proof === 'unasked' && (
        <p class="proof">
          {t.log.proof}
          {t.app.colon}
          {t.log.unasked}
        </p>
      )}
      {proof && proof !== 'unasked' && (
        <p class={`proof ${proof.verified ? 'good' : 'bad'}`}>
          {t.log.proof}
          {t.app.colon}
          {proof.verified ? `✓ ${t.log.verified(proof.index)}` : `✗ ${t.log.failed}`}
        </p>
      )}
      <dl class="facts">
        <Facts entry={entry} />
        <Withheld lines={list(entry['withheld'])} />
      </dl>
      {children}
    </article>
  )
}

function Facts({ entry }: { entry: AuditEntryView }) {
  const { t, code, moment } = useWords()
  const { agencies } = useSignedIn()
  const { search } = t.desk
  const agencyOf = (of: unknown) => {
    const agencyId = textIn(field(of, 'agencyId'))
    return agencyId && agencies.name(agencyId)
  }
  const at = textIn(entry['occurredAt'])
  const [purpose, basis] = [textIn(entry['purpose']), textIn(entry['basis'])]
  const [acr, scope] = [textIn(entry['authentication']), textIn(entry['scope'])]
  const version = entry['basisVersion']
  const relations = list(entry['relations']).map(one => search.relation[String(one)] ?? String(one))
  const roles = list(entry['roles'])
    .map(role => t.desk.certifications.roles[String(role)] ?? String(role))
    .join(t.app.semicolon)
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t.log.when, at && moment(at)],
    [t.log.agency, agencyOf(entry['agency'])],
    [t.log.who, textIn(entry['userId'])],
    [t.log.authentication, acr && (t.log.authentications[acr] ?? acr)],
    [t.log.scope, scope && code('scope', scope)],
    [t.log.role, roles || (textIn(entry['userId']) && t.log.roleUnknown)],
    [t.log.chain, textIn(entry['correlationId'])],
    [search.recipient, agencyOf(entry['recipient'])],
    [search.purpose, purpose && code('purpose', purpose)],
    [t.log.basis, basis && code('basis', basis)],
    [t.log.basisVersion, typeof version === 'number' ? String(version) : undefined],
    [search.subject, textIn(entry['subjectRef'])],
    [t.referral.title, textIn(entry['referralId'])],
    [search.relations, relations.join(t.app.semicolon)],
    [
      t.log.categories,
      list(entry['categories'])
        .map(name => code('category', String(name)))
        .join(t.app.semicolon),
    ],
  ]
  return (
    <>
      {rows.map(([name, value]) =>
        value ? (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ) : null,
      )}
      <Codes entry={entry} />
      <Hashes entry={entry} />
    </>
  )
}

const DENIALS: ReadonlyMap<string, readonly [kind: string, title: string, next: string]> = new Map(
  Object.entries(denials.table),
)

/** Which of the log was read, why something was denied, or opened in an emergency, as far as the page has words for it. */
function aboutOf({ t, codesOf, code, problem }: Words, entry: AuditEntryView): string | undefined {
  const { action } = entry
  const said = textIn(entry['code'])
  if (said === undefined) return undefined
  if (action === 'disclosure_denied')
    return textIn(problem({ code: said, title: DENIALS.get(said)?.[1] ?? '', next: '' }).title)
  if (action === 'glass_broken') return textIn(Reflect.get(t.emergency.reasons, said))
  const [what = ''] = said.split(':')
  return action === 'log_read' && codesOf('logRead').includes(what) ? code('logRead', what) : undefined
}

/** As the log has them, for whoever compares entries or searches by them. */
function Codes({ entry }: { entry: AuditEntryView }) {
  const { log } = useWords().t
  const codes = [entry['code'], entry['scope']].flatMap(code => textIn(code) ?? [])
  if (codes.length === 0) return null
  return (
    <Fact name={log.code}>
      {codes.map(code => (
        <div key={code}>
          <code>{code}</code>
        </div>
      ))}
    </Fact>
  )
}

/** What it rests on, and what left by it: to be compared with what others have. */
function Hashes({ entry }: { entry: AuditEntryView }) {
  const { log } = useWords().t
  const rows = [
    [log.basisHash, 'basisHash'],
    [log.policy, 'policyHash'],
    [log.viewPolicy, 'viewPolicyHash'],
    [log.decision, 'decisionHash'],
    [log.left, 'packageId'],
    [log.leftHash, 'packageHash'],
  ] as const
  return (
    <>
      {rows.map(([name, of]) => {
        const value = textIn(entry[of])
        return value ? (
          <div key={of} class="wide">
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ) : null
      })}
    </>
  )
}

function Withheld({ lines }: { lines: readonly unknown[] }) {
  const { t, code } = useWords()
  if (lines.length === 0) return null
  const why = (reason: string) => (reason === 'outside_mandate' ? t.log.outsideMandate : code('withheld', reason))
  return (
    <div class="wide">
      <dt>{t.log.withheld}</dt>
      <dd>
        <ul class="values">
          {lines.map(line => (
            <li key={JSON.stringify(line)}>
              {code('category', String(field(line, 'category')))}
              {t.app.colon}
              {why(String(field(line, 'reason')))}
              {field(line, 'silent') === true && ` (${t.log.silent})`}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}
