import { Button } from './button.tsx'

interface Props {
  readonly send: string
  /** What the button says by which nothing is done. */
  readonly leaveIt: string
  readonly busy: boolean
  leave(): void
}

/** The end of a form that stands within a page: send what it asks for, or have it gone and nothing done. */
export const SendOrLeave = ({ send, leaveIt, busy, leave }: Props) => (
  <div class="buttons">
    <Button type="submit" disabled={busy}>
      {send}
    </Button>
    <button type="button" class="secondary" onClick={leave}>
      {leaveIt}
    </button>
  </div>
)
