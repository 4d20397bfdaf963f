import classes from './Brand.module.css'

export function Brand({ name }: { name: string }) {
  return (
    <div className={classes.brand}>
      <img src="/icon.svg" width={24} height={24} alt="" />
      <span className={classes.name}>{name}</span>
    </div>
  )
}
