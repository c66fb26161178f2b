import type { AllowedAction, Missing as MissingThing, ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'

/** What is not possible yet, what has to come first, and the way to it. */
export function Missing({ referral, blocked }: { referral: ReferralView; blocked: readonly AllowedAction[] }) {
  const { t, say } = useWords()
  if (blocked.length === 0) return null
  return (
    <section class="blocked" aria-labelledby="blocked">
      <h3 id="blocked">{t.case.act.notYet}</h3>
      <ul>
        {blocked.map(({ step, text, missing = [] }) => (
          <li key={step}>
            <strong>{say(text)}</strong>
            {groups(missing).map(things => (
              <div key={things[0]?.form ?? things[0]?.step}>
                {things.length > 1 && <p>{t.case.act.oneOf}</p>}
                <ul>
                  {things.map(thing => (
                    <li key={thing.form ?? thing.step}>
                      <First of={referral} thing={thing} />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What belongs together: of several, one is enough. */
const groups = (missing: readonly MissingThing[]): readonly (readonly MissingThing[])[] => [
  ...Map.groupBy(missing, ({ anyOf, form, step }) => anyOf ?? form ?? step).values(),
]

function First({ of, thing }: { of: ReferralView; thing: MissingThing }) {
  const { t, say } = useWords()
  const { session } = useSignedIn()
  const name = say(thing.text)
  if (thing.form === undefined) return <>{t.case.act.firstTake(name)}</>
  if (!of.assignedTo.includes(session.user))
    return (
      <>
        {t.case.act.firstAnswer(name)} <span class="hint">{t.case.assess.needsAssignment}</span>
      </>
    )
  return <a href={addressOf({ page: 'form', id: of.id, form: thing.form })}>{t.case.act.firstAnswer(name)}</a>
}
