import type { FormAnswer, FormView } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { RadioGroup } from '../../ui/fields.tsx'
import type { Answers } from './answers.ts'

const YES_NO: readonly FormAnswer[] = ['yes', 'no', 'unknown']
const LEVELS: readonly FormAnswer[] = ['low', 'medium', 'high', 'unknown']

interface Props {
  readonly section: FormView['sections'][number]
  readonly answers: Answers
  /** Whether what is still open is to be marked. */
  readonly tried: boolean
  set(item: string, answer: FormAnswer): void
}

export function Section({ section, answers, tried, set }: Props) {
  const { t, say } = useWords()
  const { assess } = t.case
  return (
    <section class="asked" aria-labelledby={`section-${section.id}`}>
      <h2 id={`section-${section.id}`}>{say(section.text)}</h2>
      {Object.entries(section.items).map(([item, { text, hint, weight, answers: kind }]) => {
        const choices = kind === 'level' ? LEVELS : YES_NO
        const counts = weight > 0 ? assess.weight(weight) : ''
        return (
          <RadioGroup
            key={item}
            id={`i-${item}`}
            label={say(text)}
            hint={[hint ? say(hint) : '', counts].filter(Boolean).join(' · ') || undefined}
            fault={tried && answers[item] === undefined ? t.form.faults.required : undefined}
            value={answers[item] ?? ''}
            choices={choices.map(code => ({ code, label: assess.answers[code] }))}
            onValue={code => {
              const answer = choices.find(choice => choice === code)
              if (answer) set(item, answer)
            }}
          />
        )
      })}
    </section>
  )
}
