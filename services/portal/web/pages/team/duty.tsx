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
import { laterDays, shiftsByDay } from '../../work/shifts.ts'
import { PlanShift } from './plan-shift.tsx'

const DAYS = 7

const versionOf = (rota: Rota | undefined) => (rota?.version === undefined ? {} : { version: rota.version })

/** Who answers for the agency now and in the days to come; a supervisor plans it. */
export function Duty() {
  const words = useWords()
  const { t } = words
  const { client, may } = useSignedIn()
  const { colleagues } = useWork()
  const { data, problem, loading, reload } = useLoad('rota', () => client.rota())
  const [told, setTold] = useState('')
  /** Whether or not it could be changed, what is shown then is what stands now. */
  const changing = (work: Promise<unknown>) => work.finally(reload)
  const remove = useAction(async (shift: Shift) => {
    setTold('')
    await changing(client.dropShift(shift.id, versionOf(data)))
    const when = `${words.moment(shift.from)} – ${words.moment(shift.to)}`
    setTold(t.duty.removed(colleagues.name(shift.userId, words), when))
  })
  const plans = may('referral:assign')
  const now = data?.onDuty ?? []
  const today = dayOf(new Date())
  const all = data?.items ?? []
  const later = laterDays(all, today, DAYS).flatMap(day => shiftsByDay(all, day, 1))
  const drop = { drops: plans, busy: remove.busy, drop: (shift: Shift) => void remove.run(shift) }
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
          <Days id="rota" days={shiftsByDay(all, today, DAYS)} {...drop} />
          {later.length > 0 && (
            <>
              <h2 id="later">{t.duty.later}</h2>
              <Days id="later" days={later} {...drop} />
            </>
          )}
          {plans && (
            <PlanShift
              on={versionOf(data)}
              changing={changing}
              begin={() => {
                setTold('')
                remove.clear()
              }}
            />
          )}
        </>
      )}
    </Page>
  )
}

interface DaysProps {
  /** Of the heading above. */
  readonly id: string
  readonly days: ReturnType<typeof shiftsByDay>
  readonly drops: boolean
  readonly busy: boolean
  drop(shift: Shift): void
}

function Days({ id, days, drops, busy, drop }: DaysProps) {
  const words = useWords()
  const { t, range } = words
  const { colleagues } = useWork()
  return (
    <ol class="rota" aria-labelledby={id}>
      {days.map(([day, shifts]) => (
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
                {drops && (
                  <Button
                    type="button"
                    class="plain"
                    aria-label={t.duty.remove(colleagues.name(shift.userId, words), range(shift.from, shift.to))}
                    disabled={busy}
                    onClick={() => drop(shift)}
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
  )
}
