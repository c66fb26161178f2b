import type { AuditEntryView } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'

export type Proof = { readonly verified: true; readonly index: number } | { readonly verified: false }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined

/** One entry, and whether the log has proved that it holds it. */
export function LogEntry({ entry, proof }: { entry: AuditEntryView; proof: Proof | undefined }) {
  const { t, code, moment } = useWords()
  const { agencies } = useSignedIn()
  const at = text(entry['occurredAt'])
  const agencyId = text(field(entry['agency'], 'agencyId'))
  const basis = text(entry['basis'])
  const denial = text(entry['code'])
  const categories = list(entry['categories']).map(String)
  const withheld = list(entry['withheld'])
  return (
    <article class="card">
      <h2>
        {code('auditAction', String(entry['action']))}
        {denial && `: ${denial}`}
      </h2>
      <p class={`proof ${proof ? (proof.verified ? 'good' : 'bad') : ''}`}>
        {t.log.proof}: {proof ? (proof.verified ? `✓ ${t.log.verified(proof.index)}` : `✗ ${t.log.failed}`) : '–'}
      </p>
      <dl class="facts">
        <Row name={t.log.when} value={at && moment(at)} />
        <Row name={t.log.agency} value={agencyId && agencies.name(agencyId)} />
        <Row name={t.log.who} value={text(entry['userId'])} />
        <Row name={t.log.basis} value={basis && code('basis', basis)} />
        <Row name={t.log.categories} value={categories.map(name => code('category', name)).join('; ') || undefined} />
        {withheld.length > 0 && (
          <div class="wide">
            <dt>{t.log.withheld}</dt>
            <dd>
              <ul class="values">
                {withheld.map(line => (
                  <li key={JSON.stringify(line)}>
                    {code('category', String(field(line, 'category')))}:{' '}
                    {code('withheld', String(field(line, 'reason')))}
                    {field(line, 'silent') === true && ` (${t.log.silent})`}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
    </article>
  )
}

const Row = ({ name, value }: { name: string; value: string | undefined }) =>
  value === undefined ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
