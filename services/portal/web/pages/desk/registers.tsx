import type { RegisterLine } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { Line } from './line.tsx'
import { OpenLine } from './open-line.tsx'
import type { RegisterDef } from './register-def.ts'

/** The books that auditors keep, one at a time. */
export function Registers({ of }: { of: string | undefined }) {
  const { t, say } = useWords()
  const { client } = useSignedIn()
  const { data: desk, problem, loading } = useLoad('desk', () => client.desk())
  const { registers } = t.desk
  const all = Object.entries(desk?.registers ?? {})
  const [name, def] = all.find(([one]) => one === of) ?? all[0] ?? []
  return (
    <Page title={registers.title} lead={registers.lead}>
      <p class="hint">
        {t.desk.references} {t.desk.logged}
      </p>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {all.length > 0 && (
        <nav class="parts" aria-label={registers.register}>
          <ul>
            {all.map(([one, { says }]) => (
              <li key={one}>
                <a href={addressOf({ page: 'registers', of: one })} aria-current={one === name ? 'page' : undefined}>
                  {say(says)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {name !== undefined && def && <Register key={name} name={name} def={def} />}
    </Page>
  )
}

function Register({ name, def }: { name: string; def: RegisterDef }) {
  const { t, say } = useWords()
  const { client, may } = useSignedIn()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const [said, tell] = useTold()
  const [more, setMore] = useState<{ lines: readonly RegisterLine[]; next: string | null }>()
  const { data, problem, loading, reload } = useLoad(`${name} ${state}`, () => client.registerLines(name, state))
  const older = useAction(async (cursor: string) => {
    const { items, nextCursor } = await client.registerLines(name, state, cursor)
    setMore({ lines: [...(more?.lines ?? []), ...items], next: nextCursor })
  })
  const { registers } = t.desk
  const changed = (words: string) => {
    tell(words)
    setMore(undefined)
    void reload()
  }
  const show = (next: typeof state) => {
    setState(next)
    setMore(undefined)
    tell()
  }
  const lines = [...(data?.items ?? []), ...(more?.lines ?? [])]
  const next = more === undefined ? (data?.nextCursor ?? null) : more.next
  return (
    <section aria-labelledby="register">
      <h2 id="register">{say(def.says)}</h2>
      <div class="buttons">
        <Toggle on={state === 'open'} change={() => show('open')}>
          {registers.open}
        </Toggle>
        <Toggle on={state === 'closed'} change={() => show('closed')}>
          {registers.closed}
        </Toggle>
      </div>
      <Problem problem={problem ?? older.problem} />
      <Status told={said}>{loading && !data && t.app.loading}</Status>
      {data && lines.length === 0 && <p>{registers.none}</p>}
      <ol class="cards" aria-labelledby="register">
        {lines.map(line => (
          <li key={line.id}>
            <Line line={line} def={def} taken={() => changed(registers.taken)} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <Button type="button" class="secondary" disabled={older.busy} onClick={() => void older.run(next)}>
          {registers.more}
        </Button>
      )}
      {may('audit:review') && <OpenLine register={name} def={def} opened={() => changed(registers.added)} />}
    </section>
  )
}
