import type { ComponentChildren } from 'preact'
import { useWords } from '../../app/context.ts'
import type { Opened } from '../../app/use-opened.ts'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { PersonView } from './person-view.tsx'

interface Props {
  readonly id: string
  readonly title: string
  readonly opened: Opened
  /** Only to whom the referral is assigned may open it. */
  readonly assigned: boolean
  readonly texts: Readonly<Record<'lead' | 'open' | 'opening' | 'cleared' | 'close', string>>
  /** Said where nothing of it may be seen. */
  readonly nothing?: string
  /** Where it was refused: another way, if there is one. */
  readonly instead?: ComponentChildren
  /** Besides, once it is open. */
  readonly children?: ComponentChildren
}

/** A part of the page that is opened, and cleared from the screen again. */
export function OpenedPart({ id, title, opened, assigned, texts, nothing, instead, children }: Props) {
  const { t } = useWords()
  const { open, view, cleared, minutes, clear } = opened
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Problem problem={open.problem}>{instead}</Problem>
      <Status>{open.busy ? texts.opening : view ? t.view.remaining(minutes) : cleared && texts.cleared}</Status>
      {view && (
        <>
          {nothing !== undefined && Object.keys(view.categories).length === 0 && <p>{nothing}</p>}
          <PersonView id={id} view={view} />
          {children}
          <button type="button" onClick={clear}>
            {texts.close}
          </button>
        </>
      )}
      {!view && assigned && (
        <>
          <p>{texts.lead}</p>
          <Button type="button" disabled={open.busy} onClick={() => void open.run()}>
            {texts.open}
          </Button>
        </>
      )}
      {!view && !assigned && <p>{t.view.needsAssignment}</p>}
    </section>
  )
}
