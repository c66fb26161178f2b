import type { FormView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useKeys } from '../app/use-keys.ts'
import { useUnsaved } from '../app/use-unsaved.ts'
import { Button } from '../ui/button.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import type { Answers } from './assess/answers.ts'
import { Score } from './assess/score.tsx'
import { Section } from './assess/section.tsx'

/** A checklist or assessment about the person of a referral. What is answered leaves this browser sealed. */
export function Assess({ id, form }: { id: string; form: string }) {
  const { t, say } = useWords()
  const { protocols } = useSignedIn()
  const found = protocols.form(form)
  const { assess } = t.case
  return (
    <Page
      key={found?.form}
      title={found ? say(found.name) : assess.title}
      {...(found ? { lead: say(found.about) } : {})}
    >
      <p>
        <a href={addressOf({ page: 'referral', id })}>{assess.back}</a>
      </p>
      {found ? <Questions id={id} form={found} /> : <p>{protocols.forms.length > 0 ? assess.noForm : t.app.loading}</p>}
    </Page>
  )
}

function Questions({ id, form }: { id: string; form: FormView }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { assess } = t.case
  const [answers, setAnswers] = useState<Answers>({})
  const [tried, setTried] = useState(false)
  const [saved, setSaved] = useState(false)
  const items = form.sections.flatMap(section => Object.keys(section.items))
  const open = items.filter(item => answers[item] === undefined)
  const { once } = useKeys()
  const work = useAction(async () => {
    const assessment = { form: form.form, version: form.version, referralId: id, answers }
    await once(assessment, key => client.assess(assessment, key))
    // Nothing of it stays on the screen.
    setAnswers({})
    setSaved(true)
  })
  useUnsaved(Object.keys(answers).length > 0 && !saved)
  if (saved)
    return (
      <>
        <Status>{assess.sealed}</Status>
        <p class="buttons">
          <a class="button" href={addressOf({ page: 'referral', id })}>
            {assess.back}
          </a>
        </p>
      </>
    )
  return (
    <form
      noValidate
      autocomplete="off"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (open.length === 0) void work.run()
        else document.querySelector<HTMLElement>(`input[name="i-${open[0]}"]`)?.focus()
      }}
    >
      <p class="notice">{assess.decides}</p>
      <p class="hint">{assess.keys}</p>
      {form.sections.map(section => (
        <Section
          key={section.id}
          section={section}
          answers={answers}
          tried={tried}
          set={(item, answer) => setAnswers(before => ({ ...before, [item]: answer }))}
        />
      ))}
      <Score form={form} answers={answers} />
      <Problem problem={work.problem} />
      <Status>{work.busy ? assess.sealing : open.length > 0 ? assess.open(open.length) : undefined}</Status>
      <div class="buttons">
        <Button type="submit" disabled={work.busy}>
          {assess.seal}
        </Button>
        {open.length > 0 && (
          <button
            type="button"
            class="secondary"
            onClick={() =>
              setAnswers(before => ({
                ...Object.fromEntries(items.map(item => [item, 'unknown' as const])),
                ...before,
              }))
            }
          >
            {assess.rest}
          </button>
        )}
      </div>
      <p class="hint">{t.form.nothingStored}</p>
    </form>
  )
}
