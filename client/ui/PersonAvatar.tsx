import classes from './PersonAvatar.module.css'

type PersonAvatarProps = {
  name: string
  /** Mine is petrol, others' are neutral. */
  mine?: boolean
  size?: number
  /** Beside the written name the initials say nothing new. */
  decorative?: boolean
}

export function PersonAvatar({ name, mine, size = 24, decorative }: PersonAvatarProps) {
  const spoken = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name }
  const style = { width: size, height: size, fontSize: Math.round(size * 0.4) }
  return (
    <span className={classes.avatar} data-mine={mine || undefined} style={style} {...spoken}>
      {initials(name)}
    </span>
  )
}

/** First letters of the first and the last word; whole letters, also outside the basic plane. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}
