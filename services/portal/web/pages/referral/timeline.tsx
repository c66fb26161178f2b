import type { ReferralView, StepTaken, Text } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import type { Words } from '../../i18n/words.ts'

/** What has happened, from first to last, as a line with stations, in the protocol's words. */
export function Timeline({ referral }: { referral: ReferralView }) {
  const words = useWords()
  const { t, say, moment } = words
  const { agencies, protocols } = useSignedIn()
  const protocol = protocols.find(referral.protocol)
  const { happened, map } = t.case
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{happened.title}</h2>
      <ol class="timeline">
        {referral.steps.map((step, i) => {
          const state = protocol?.states[step.state]
          const moved = step.effective && step.state !== referral.steps[i - 1]?.state
          return (
            <li key={`${step.side} ${step.n}`} class={`station ${step.effective ? '' : 'late'}`}>
              <strong>{say(step.text)}</strong>
              <span>
                {agencies.name(step.byAgency) || happened.bySystem}, <time dateTime={step.at}>{moment(step.at)}</time>
              </span>
              {isLate(step) && <span class="hint">{t.fallback.knownAt(moment(step.knownAt ?? step.at))}</span>}
              {saidIn(step, protocol?.words ?? {}, words).map(line => (
                <span key={line}>{line}</span>
              ))}
              {!step.effective && <span class="hint">{happened.late}</span>}
              {moved && state && (
                <span class="hint">
                  <span aria-hidden="true">→</span> <span class="hidden">{map.now}:</span> {say(state.text)}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <Delivery referral={referral} />
    </section>
  )
}

/** Entered, or heard of, so much later that it is to be seen. News from another hub take a while. */
const SEEN_MS = 15 * 60_000
const isLate = ({ at, knownAt }: StepTaken): boolean =>
  knownAt !== undefined && new Date(knownAt).getTime() - new Date(at).getTime() >= SEEN_MS

/** What the other hub has stated of its way across. */
function Delivery({ referral }: { referral: ReferralView }) {
  const { t, code, moment } = useWords()
  const { from, to, delivery: stated } = referral
  const crosses = to !== null && to.hub !== from.hub
  const delivery = Object.entries((crosses && stated) || {}).toSorted(([, a], [, b]) => a.localeCompare(b))
  if (delivery.length === 0) return null
  return (
    <>
      <h3>{t.referral.delivery}</h3>
      <ol class="timeline small">
        {delivery.map(([kind, at]) => (
          <li key={kind} class="station">
            <strong>{code('evidence', kind)}</strong>
            <time dateTime={at}>{moment(at)}</time>
          </li>
        ))}
      </ol>
    </>
  )
}

/** A step's data in words, one line for each field: codes, days, numbers, yes and no. An id says nothing to anybody. */
function saidIn(step: StepTaken, known: Readonly<Record<string, Text>>, words: Words): readonly string[] {
  const named = (code: string): string => {
    const word = known[code]
    return word === undefined ? words.code('service', code) : words.say(word)
  }
  const said = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? words.t.app.yes : words.t.app.no
    if (Array.isArray(value)) return value.map(said).join(words.t.app.semicolon)
    if (typeof value === 'object' && value !== null) return Object.values(value).map(said).join(', ')
    const text = String(value)
    if (known[text] !== undefined) return named(text)
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return words.day(text)
    return /^\d{4}-\d{2}-\d{2}T/.test(text) ? words.moment(text) : named(text)
  }
  return Object.entries(step.data)
    .filter(([, value]) => !isId(String(value)))
    .map(([field, value]) => `${named(field)}${words.t.app.colon}${said(value)}`)
}
