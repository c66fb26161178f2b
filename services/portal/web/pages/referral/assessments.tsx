import type { FormView, ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'

/** Which forms were answered, by whom; and the way to those that a step waits for, before all others that fit. */
export function Assessments({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { protocols, session, may } = useSignedIn()
  const { assess } = t.case
  if (referral.to === null || protocols.forms.length === 0) return null
  const protocol = protocols.find(referral.protocol)
  const isForMinors = protocol?.subjects === 'minors'
  const isOfProtocol = ({ form }: FormView) => protocol?.forms?.includes(form) ?? false
  const wanted = referral.allowedActions.flatMap(({ missing = [] }) => missing.map(({ form }) => form))
  const isFirst = ({ form }: FormView) => wanted.includes(form) || referral.assessed.some(one => one.form === form)
  const works = referral.turn !== null && may('referral:work')
  const open = works && referral.assignedTo.includes(session.user)
  const first = protocols.forms.filter(isFirst)
  const others = protocols.forms.filter(
    form => !isFirst(form) && isOfProtocol(form) && (form.subjects === 'anyone' || isForMinors),
  )
  return (
    <section aria-labelledby="assessments">
      <h2 id="assessments">{assess.title}</h2>
      <p>{assess.lead}</p>
      {works && !open && <p>{assess.needsAssignment}</p>}
      {referral.assessed.length === 0 && <p>{assess.none}</p>}
      <Forms forms={first} referral={referral} open={open} />
      {open && others.length > 0 && (
        <details>
          <summary>
            {assess.others} ({others.length})
          </summary>
          <Forms forms={others} referral={referral} open={open} />
        </details>
      )}
    </section>
  )
}

function Forms({ forms, referral, open }: { forms: readonly FormView[]; referral: ReferralView; open: boolean }) {
  const { t, say, moment } = useWords()
  const { agencies } = useSignedIn()
  const { assess } = t.case
  const partyOf = (side: 'sender' | 'recipient') =>
    agencies.name((side === 'sender' ? referral.from : referral.to)?.agencyId ?? '')
  return (
    <ul class="forms">
      {forms.map(({ form, name }) => {
        const given = referral.assessed.filter(one => one.form === form)
        return (
          <li key={form}>
            {open ? (
              <a href={addressOf({ page: 'form', id: referral.id, form })}>
                {given.length > 0 ? assess.again(say(name)) : assess.answer(say(name))}
              </a>
            ) : (
              <strong>{say(name)}</strong>
            )}
            {given.map(({ side, at }) => (
              <p key={`${side} ${at}`} class="hint">
                {assess.answered(partyOf(side), moment(at))}
              </p>
            ))}
          </li>
        )
      })}
    </ul>
  )
}
