import type { Rota, Shift } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'
import { dayOf } from '../../work/days.ts'
import { shiftsByDay } from '../../work/shifts.ts'
import { PlanShift } from './plan-shift.tsx'

const DAYS = 7

const versionOf = (rota: Rota | undefined) => (rota?.version === undefined ? {} : { version: rota.version })

/** Who answers for the agency now and in the days to come; a supervisor plans it. */
export function Duty() {
  const words = useWords()
  const { t, range } = words
  const { client, may } = useSignedIn()
  const { colleagues } = useWork()
  const { data, problem, loading, reload } = useLoad('rota', () => client.rota())
  const [told, setTold] = useState('')
  /** Whether or not it could be changed, what is shown then is what stands now. */
  const changing = (work: Promise<unknown>) => work.finally(reload)
  const remove = useAction(async (shift: Shift) => {
    await changing(client.dropShift(shift.id, versionOf(data)))
    setTold(t.duty.removed)
  })
  const plans = may('referral:assign')
  const now = data?.onDuty ?? []
  return (
    <Page title={t.duty.title} lead={t.duty.lead}>
      <Problem problem={problem ?? remove.problem} />
      <Status>{loading && !data ? t.app.loading : told}</Status>
      {data && (
        <>
          <h2>{t.duty.now}</h2>
          {now.length === 0 ? (
            <p class="notice">{t.duty.nobody}</p>
          ) : (
            <ul class="onduty">
              {now.map(user => (
                <li key={user}>{colleagues.name(user, words)}</li>
              ))}
            </ul>
          )}
          <h2 id="rota">{t.duty.week}</h2>
          <ol class="rota" aria-labelledby="rota">
            {shiftsByDay(data.items, dayOf(new Date()), DAYS).map(([day, shifts]) => (
              <li key={day} class={shifts.length === 0 ? 'free' : undefined}>
                <h3>{words.dayName(day)}</h3>
                {shifts.length === 0 && <p>{t.duty.free}</p>}
                <ul>
                  {shifts.map(shift => (
                    <li key={shift.id}>
                      <strong>{colleagues.name(shift.userId, words)}</strong>
                      <span>
                        {range(shift.from, shift.to)}
                        {shift.supervises && ` (${t.duty.leads})`}
                      </span>
                      {plans && (
                        <Button
                          type="button"
                          class="plain"
                          aria-label={t.duty.remove(colleagues.name(shift.userId, words), range(shift.from, shift.to))}
                          disabled={remove.busy}
                          onClick={() => void remove.run(shift)}
                        >
                          ×
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
          {plans && (
            <PlanShift
              on={versionOf(data)}
              changing={changing}
              planned={() => {
                setTold(t.duty.added)
              }}
            />
          )}
        </>
      )}
    </Page>
  )
}
