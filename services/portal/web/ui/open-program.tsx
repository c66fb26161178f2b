import { useSignedIn, useWords } from '../app/context.ts'

/** How what is sealed to an agency's own key is opened, with the program for it: one file, run without a network. */
export function OpenProgram() {
  const { t } = useWords()
  const { path, sha256 } = useSignedIn().config.program
  return (
    <details>
      <summary>{t.sealed.howToOpen}</summary>
      <p>{t.sealed.program}</p>
      <p>
        <a href={path} download="amparo-open.mjs">
          {t.sealed.fetchProgram}
        </a>
      </p>
      <p class="hint">{t.sealed.compareProgram(sha256)}</p>
    </details>
  )
}
