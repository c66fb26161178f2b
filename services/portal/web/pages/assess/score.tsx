import type { FormView } from '@amparo/client'
import { scoreOf } from '@amparo/protocols/web'
import { useWords } from '../../app/context.ts'
import type { Answers } from './answers.ts'

/** How the answers add up, line by line, and that it decides nothing. */
export function Score({ form, answers }: { form: FormView; answers: Answers }) {
  const { t, say } = useWords()
  const { assess } = t.case
  const { score, max, band, byItem } = scoreOf(form, answers)
  const items = new Map(form.sections.flatMap(section => Object.entries(section.items)))
  const textOf = (item: string) => {
    const found = items.get(item)
    return found === undefined ? item : say(found.text)
  }
  const named = form.bands.find(({ id }) => id === band)
  const given = Object.values(answers)
  const raised = byItem.filter(
    ({ item, answer }) => items.get(item)?.flag !== undefined && (answer === 'yes' || answer === 'high'),
  )
  const unknown = given.filter(answer => answer === 'unknown').length
  if (given.length === 0) return null
  return (
    <section class="score" aria-labelledby="score">
      <h2 id="score">{assess.score}</h2>
      {raised.length > 0 && (
        <div class="problem">
          <h3>{assess.flagged}</h3>
          <ul>
            {raised.map(({ item }) => (
              <li key={item}>{textOf(item)}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <strong>{assess.scoreOf(score, max)}</strong>
        {named && `${t.app.colon}${say(named.text)}`}
      </p>
      <ul>
        {byItem
          .filter(({ points }) => points > 0)
          .map(({ item, points }) => (
            <li key={item}>
              {textOf(item)}
              {t.app.colon}
              {assess.weight(points)}
            </li>
          ))}
      </ul>
      {unknown > 0 && (
        <p>
          {assess.unknownCount(unknown)}. {assess.how}
        </p>
      )}
      <p class="notice">{assess.decides}</p>
    </section>
  )
}
