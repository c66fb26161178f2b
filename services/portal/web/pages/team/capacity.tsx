import type { CapacityView, Client } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Accreditation } from './accreditation.tsx'

const MOST = 9_999
type Stated = Parameters<Client['stateCapacity']>[0]

/** What the own agency has room for, service by service. */
export function Capacity() {
  const { t, code } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading, reload } = useLoad('capacity', () => client.capacity())
  const [saved, setSaved] = useState('')
  const save = useAction(async (next: Stated) => {
    await client.stateCapacity(next)
    setSaved(t.capacity.saved(code('service', next.service)))
    await reload()
  })
  return (
    <Page title={t.capacity.title} lead={t.capacity.lead}>
      <Problem problem={problem ?? save.problem} />
      <Status>{loading && !data ? t.app.loading : saved}</Status>
      {data && (
        <table class="plain-table stacks">
          <thead>
            <tr>
              <th scope="col">{t.capacity.service}</th>
              <th scope="col">{t.capacity.places}</th>
              <th scope="col">{t.capacity.taking}</th>
              <th scope="col">
                <span class="hidden">{t.capacity.save}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map(row => (
              <Row
                key={`${row.service} ${row.places} ${row.open}`}
                row={row}
                busy={save.busy}
                save={next => {
                  setSaved('')
                  void save.run(next)
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      <Accreditation />
    </Page>
  )
}

function Row({ row, busy, save }: { row: CapacityView; busy: boolean; save(next: Stated): void }) {
  const { t, code } = useWords()
  const [places, setPlaces] = useState(String(row.places ?? ''))
  const [open, setOpen] = useState(row.open)
  const [wrong, setWrong] = useState(false)
  const service = code('service', row.service)
  const id = `places-${row.service}`
  const count = /^\d{1,4}$/.test(places.trim()) ? Number(places) : undefined
  const changed = open !== row.open || count !== row.places
  const submit = () => {
    setWrong(count === undefined)
    if (count !== undefined && count <= MOST) save({ service: row.service, places: count, open })
  }
  return (
    <tr>
      <th scope="row">{service}</th>
      <td data-label={t.capacity.places}>
        <label class="hidden" for={id}>
          {t.capacity.places}
          {t.app.colon}
          {service}
        </label>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          class="short"
          autocomplete="off"
          value={places}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? `${id}-fault` : undefined}
          onInput={event => setPlaces(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') submit()
          }}
        />
        {wrong && (
          <p class="fault" id={`${id}-fault`}>
            {t.capacity.invalid}
          </p>
        )}
      </td>
      <td data-label={t.capacity.taking}>
        <label class="option">
          <input type="checkbox" checked={open} onChange={event => setOpen(event.currentTarget.checked)} />
          <span>
            {open ? t.capacity.open : t.capacity.closed}
            <span class="hidden">
              {t.app.colon}
              {service}
            </span>
          </span>
        </label>
      </td>
      <td>
        <Button type="button" class="secondary" disabled={busy || !changed} onClick={submit}>
          {t.capacity.save}
          <span class="hidden">
            {t.app.colon}
            {service}
          </span>
        </Button>
      </td>
    </tr>
  )
}
