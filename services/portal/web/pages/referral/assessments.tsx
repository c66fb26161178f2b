import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'

/** Which forms were answered, by whom; and the way to those that a step waits for, or that fit this referral. */
export function Assessments({ referral }: { referral: ReferralView }) {
  const { t, say, moment } = useWords()
  const { protocols, agencies, may } = useSignedIn()
  const { assess } = t.case
  if (referral.to === null || protocols.forms.length === 0) return null
  const partyOf = (side: 'sender' | 'recipient') =>
    agencies.name((side === 'sender' ? referral.from : referral.to)?.agencyId ?? '')
  const isForMinors = protocols.find(referral.protocol)?.subjects === 'minors'
  const wanted = referral.allowedActions.flatMap(({ missing = [] }) => missing.map(({ form }) => form))
  const fitting = protocols.forms.filter(
    ({ form, subjects }) => subjects === 'anyone' || isForMinors || wanted.includes(form),
  )
  const given = (form: string) => referral.assessed.filter(one => one.form === form)
  const open = referral.turn !== null && may('referral:work')
  return (
    <section aria-labelledby="assessments">
      <h2 id="assessments">{assess.title}</h2>
      <p>{assess.lead}</p>
      {referral.assessed.length === 0 && <p>{assess.none}</p>}
      <ul class="forms">
        {fitting
          .filter(({ form }) => open || given(form).length > 0)
          .map(({ form, name }) => (
            <li key={form}>
              {open ? (
                <a href={addressOf({ page: 'form', id: referral.id, form })}>
                  {given(form).length > 0 ? assess.again(say(name)) : assess.answer(say(name))}
                </a>
              ) : (
                <strong>{say(name)}</strong>
              )}
              {given(form).map(({ side, at }) => (
                <p key={`${side} ${at}`} class="hint">
                  {assess.answered(partyOf(side), moment(at))}
                </p>
              ))}
            </li>
          ))}
      </ul>
    </section>
  )
}
