import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { type Place, placeOf, SECTIONS } from '../app/places.ts'
import { addressOf, type Route } from '../app/route.ts'

interface Props {
  readonly page: Route['page']
  may(scope: string): boolean
}

/** The main menu, by kinds of work where there is more than one. On a narrow screen one press opens it, so that every page does not begin with all of it. */
export function Menu({ page, may }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  useEffect(() => setOpen(false), [page])
  const here = placeOf(page, may)
  const sections = SECTIONS.map(({ label, places }) => ({ label, places: places.filter(({ scope }) => may(scope)) }))
  const own = sections.filter(({ places }) => places.length > 0)
  const items = (places: readonly Place[]) =>
    places.map(place => <Item key={place.route.page} place={place} now={place === here ? 'page' : undefined} />)
  return (
    <nav aria-label={t.app.main} class={open ? 'open' : undefined}>
      <button
        type="button"
        class="secondary menu"
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => setOpen(!open)}
      >
        {t.places.menu}
        {here && may(here.scope) && <span class="minor-label"> · {here.label(t)}</span>}
      </button>
      <ul id="menu">
        {own.length === 1
          ? items(own.flatMap(({ places }) => places))
          : own.map(({ label, places }) => (
              <li key={label(t)} class="section">
                <span>{label(t)}</span>
                <ul aria-label={label(t)}>{items(places)}</ul>
              </li>
            ))}
      </ul>
    </nav>
  )
}

/** The pages beside this one. */
export function PartsMenu({ page, may }: Props) {
  const { t } = useWords()
  const parts = (placeOf(page, may)?.parts ?? []).filter(({ scope }) => may(scope))
  if (parts.length < 2) return null
  return (
    <nav aria-label={t.places.within} class="parts">
      <ul>
        {parts.map(place => (
          <Item key={place.route.page} place={place} now={place.route.page === page ? 'page' : undefined} />
        ))}
      </ul>
    </nav>
  )
}

function Item({ place, now }: { place: Place; now: 'page' | undefined }) {
  const { t } = useWords()
  return (
    <li>
      <a href={addressOf(place.route)} aria-current={now}>
        {place.label(t)}
      </a>
    </li>
  )
}
