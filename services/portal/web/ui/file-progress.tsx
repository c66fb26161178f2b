import { useWords } from '../app/context.ts'
import { sizeIn } from '../files/sizes.ts'

interface Props {
  readonly label: string
  readonly done: number
  readonly size: number
}

/** How far it is: drawn, and in words. A screen reader is asked for it, and not interrupted by it. */
export function FileProgress({ label, done, size }: Props) {
  const { t, language } = useWords()
  const percent = size === 0 ? 0 : Math.floor((100 * done) / size)
  const text = t.files.soFar(sizeIn(language, done), sizeIn(language, size), percent)
  return (
    <p class="progress-bar">
      <progress aria-label={label} aria-valuetext={text} value={done} max={size} />
      <span aria-hidden="true">{text}</span>
    </p>
  )
}
