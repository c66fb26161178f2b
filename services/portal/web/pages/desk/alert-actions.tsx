import type { AlertView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Problem } from '../../ui/problem.tsx'
import { CodeForm } from './code-form.tsx'

interface Props {
  readonly of: AlertView
  /** With what is said of it. */
  moved(next: AlertView, said: string): void
}

/** Whose turn it is, the alert's state says: to ask and to find until it was found, and then to say what was done. */
export function AlertActions({ of, moved }: Props) {
  const { t } = useWords()
  const { client, config, agencies } = useSignedIn()
  const { data: desk, problem } = useLoad('desk', () => client.desk())
  const { alerts } = t.desk
  if (problem) return <Problem problem={problem} />
  if (!desk) return null
  const { id, state, agency } = of
  if (state === 'following')
    return (
      <section class="panel" aria-labelledby="settle">
        <h2 id="settle">{alerts.settle}</h2>
        <p class="hint">{alerts.settleLead}</p>
        <CodeForm
          {...{ id: 'measure', label: alerts.steps.settled, button: alerts.settleButton, choices: desk.measures }}
          send={async code => moved(await client.settleAlert(id, code), alerts.settled)}
        />
      </section>
    )
  const isOurs = agency?.hub === config.hub
  const findings = Object.fromEntries(Object.entries(desk.findings).map(([code, { says }]) => [code, says]))
  return (
    <>
      {state !== 'asked' && (
        <section class="panel" aria-labelledby="ask">
          <h2 id="ask">{alerts.ask}</h2>
          {isOurs ? (
            <>
              <p class="hint">{alerts.askLead(agencies.name(agency.agencyId))}</p>
              <CodeForm
                {...{ id: 'question', label: alerts.question, button: alerts.askButton, choices: desk.questions }}
                send={async code => moved(await client.askAboutAlert(id, code), alerts.asked)}
              />
            </>
          ) : (
            <p>{alerts.nobodyToAsk}</p>
          )}
        </section>
      )}
      <section class="panel" aria-labelledby="find">
        <h2 id="find">{alerts.find}</h2>
        <p class="hint">{alerts.findLead}</p>
        <CodeForm
          {...{ id: 'finding', label: alerts.steps.found, button: alerts.findButton, choices: findings }}
          note={code => (desk.findings[code]?.follow ? alerts.wantsMeasure : undefined)}
          send={async code => moved(await client.findOnAlert(id, code), alerts.found)}
        />
      </section>
    </>
  )
}
