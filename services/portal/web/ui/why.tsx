import type { Explanation } from '@amparo/client'
import { inFrench } from '@amparo/contracts/words'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { Button } from './button.tsx'

/** How a refusal of consent came about, in the hub's own plain words, for whoever asks. */
export function Why({ decisionId }: { decisionId: string }) {
  const { t, language, problem: inWords } = useWords()
  const { client } = useSignedIn()
  const [told, setTold] = useState<Explanation>()
  const ask = useAction(async () => {
    const explained = await client.explainDecision(decisionId, language)
    setTold(language === 'fr' ? inFrench(explained) : explained)
  })
  if (told)
    return (
      <div lang={told.language}>
        <p>
          <strong>{told.title}</strong>
        </p>
        {told.parts.map(({ about, heading, lines }) => (
          <section key={about}>
            <h3>{heading}</h3>
            {lines.map(line => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
      </div>
    )
  return (
    <>
      {ask.problem && <p>{inWords(ask.problem).title}</p>}
      <Button type="button" class="secondary" disabled={ask.busy} onClick={() => void ask.run()}>
        {t.app.why}
      </Button>
    </>
  )
}
