import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { SelectField } from '../../ui/fields.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ShortForm, useShortForm } from '../custody/short-form.tsx'
import { monthOf } from './month-of.ts'
import { Sample } from './sample.tsx'

/** The last twelve months that are over, the latest first. */
const monthsOver = (now: Date): readonly string[] =>
  Array.from({ length: 12 }, (_, i) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1 - i)).toISOString().slice(0, 7),
  )

/** What is drawn of each month, by which plan, and what is left to review of it. */
export function Samples() {
  const { t } = useWords()
  const { client, may } = useSignedIn()
  const { data, problem, loading, reload } = useLoad('samples', () => client.samples())
  const [shown, setShown] = useState<string>()
  const { samples } = t.desk
  return (
    <Page title={samples.title} lead={samples.lead}>
      <p class="hint">
        {t.desk.references} {t.desk.logged}
      </p>
      <Plan />
      {may('audit:review') && (
        <Draw
          before={data?.map(({ period }) => period) ?? []}
          drawn={period => {
            setShown(period)
            void reload()
          }}
        />
      )}
      <section aria-labelledby="drawn">
        <h2 id="drawn">{samples.drawn}</h2>
        <Problem problem={problem} />
        <Status>{loading && !data ? t.app.loading : data?.length === 0 && samples.none}</Status>
        <ul class="cards" aria-labelledby="drawn">
          {data?.map(one => (
            <li key={one.period}>
              <Drawn {...one} show={() => setShown(one.period)} />
            </li>
          ))}
        </ul>
      </section>
      {shown !== undefined && <Sample key={shown} period={shown} reviewed={reload} />}
    </Page>
  )
}

function Plan() {
  const { t, code, language } = useWords()
  const { client } = useSignedIn()
  const { data } = useLoad('desk', () => client.desk())
  const { samples } = t.desk
  if (!data) return null
  const { share, ofEachAgency, actions } = data.sampling
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(share)
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{samples.plan}</h2>
      <p>{samples.share(percent, ofEachAgency)}</p>
      <p>
        {samples.of}
        {t.app.colon}
        {actions.map(action => code('auditAction', action)).join(t.app.semicolon)}.
      </p>
    </section>
  )
}

/** Of a month that was not drawn before: what was is shown below. */
function Draw({ before, drawn }: { before: readonly string[]; drawn(period: string): void }) {
  const { t, monthName } = useWords()
  const { client } = useSignedIn()
  const { samples } = t.desk
  const form = useShortForm(
    { period: '' },
    ({ period }) => ({ period: period === '' ? t.form.faults.required : undefined }),
    async ({ period }) => {
      await client.drawSample(period)
      drawn(period)
    },
  )
  return (
    <section class="panel" aria-labelledby="draw">
      <h2 id="draw">{samples.draw}</h2>
      <ShortForm form={form} send={samples.draw}>
        <SelectField
          {...{ id: 'sample-month', label: samples.month, hint: samples.drawHint, empty: t.app.choose }}
          choices={monthsOver(new Date())
            .filter(period => !before.includes(period))
            .map(period => ({ code: period, label: monthName(monthOf(period)) }))}
          {...form.input('period')}
        />
      </ShortForm>
    </section>
  )
}

interface DrawnProps {
  readonly period: string
  readonly drawn: number
  readonly population: number
  readonly left: number
  show(): void
}

function Drawn({ period, drawn, population, left, show }: DrawnProps) {
  const { t, monthName, monthWithin } = useWords()
  const { samples } = t.desk
  return (
    <article class="card">
      <h3>{monthName(monthOf(period))}</h3>
      <p>{population === 0 ? samples.empty : `${samples.line(drawn, population)}, ${samples.left(left)}`}</p>
      <button type="button" class="secondary" onClick={show}>
        {samples.show(monthWithin(monthOf(period)))}
      </button>
    </article>
  )
}
