import type { DeadlineItem } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, OVERDUE, type OverdueOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { byColleague, worstFirst } from '../../work/burning.ts'
import { useWork } from '../../work/context.tsx'
import { useFresh } from '../../work/news/provider.tsx'
import { DeadlineList } from './deadline-entry.tsx'
import { loadDeadlines } from './load-deadlines.ts'
import { PriorityTiles } from './priority-tiles.tsx'

/** What should be done by now and is not: for supervisors of the whole agency, for others what is theirs. */
export function Overdue({ of }: { of: OverdueOf | undefined }) {
  const { t } = useWords()
  const { client, may } = useSignedIn()
  const whole = may('referral:assign')
  const shown = whole ? (of ?? 'all') : 'all'
  const asked = shown === 'called' ? { called: true as const } : { overdue: true as const }
  const { data, problem, loading, reload } = useLoad(`overdue ${whole} ${shown === 'called'}`, () =>
    loadDeadlines(client, { ...asked, ...(whole ? {} : { mine: true as const }) }),
  )
  useFresh(reload)
  const items = worstFirst(data?.items ?? []).filter(({ assignedTo }) => shown !== 'none' || assignedTo.length === 0)
  return (
    <Page title={t.overdue.title} lead={t.overdue.lead}>
      {whole ? (
        <fieldset class="toggles">
          <legend>{t.overdue.show}</legend>
          {OVERDUE.map(name => (
            <Toggle
              key={name}
              on={shown === name}
              change={() => location.replace(addressOf({ page: 'overdue', of: name === 'all' ? undefined : name }))}
            >
              {t.overdue[name]}
            </Toggle>
          ))}
        </fieldset>
      ) : (
        <p class="hint">{t.overdue.mineOnly}</p>
      )}
      <Problem problem={problem} />
      <Status>
        {loading && !data
          ? t.app.loading
          : data && (items.length === 0 ? t.overdue.empty : t.calendar.deadlines(items.length))}
      </Status>
      {data?.cut && <p class="notice">{t.calendar.onlySome(data.items.length)}</p>}
      {items.length > 0 && <PriorityTiles items={items} />}
      {shown === 'colleague'
        ? byColleague(items).map(([user, theirs]) => (
            <Group key={user ?? ''} user={user} items={theirs} changed={reload} />
          ))
        : // A heading between the page's and those of the entries.
          items.length > 0 && (
            <section aria-labelledby="entries">
              <h2 id="entries" class="hidden">
                {t.overdue[shown]}
              </h2>
              <DeadlineList items={items} changed={reload} />
            </section>
          )}
    </Page>
  )
}

function Group({
  user,
  items,
  changed,
}: {
  user: string | undefined
  items: readonly DeadlineItem[]
  changed(): void
}) {
  const words = useWords()
  const { colleagues } = useWork()
  const name = user === undefined ? words.t.overdue.nobody : colleagues.name(user, words)
  const id = `of-${user ?? 'nobody'}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {name} <span class="minor-label">· {words.t.calendar.deadlines(items.length)}</span>
      </h2>
      <DeadlineList items={items} changed={changed} />
    </section>
  )
}
