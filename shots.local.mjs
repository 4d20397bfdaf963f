import { chromium } from 'playwright-core'
const base='http://localhost:4201'
const out='/tmp/h/patients-shots'; import { mkdirSync } from 'node:fs'; mkdirSync(out,{recursive:true})
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']})
const pages=process.argv.slice(2)
for (const [w,scheme] of [[1440,'light'],[1440,'dark'],[390,'light']]) {
  const c=await b.newContext({viewport:{width:w,height:w===390?844:900},colorScheme:scheme,locale:'en-US',baseURL:base})
  const r=await c.request.post('/api/v1/auth/sign-in',{data:{email:'ada@clinic.example',password:'correct horse battery'},headers:{origin:base}})
  if(!r.ok()) console.log('signin',r.status(),await r.text())
  const p=await c.newPage()
  p.on('pageerror',e=>console.log('ERR',e.message)); p.on('console',m=>m.type()==='error'&&console.log('CON',m.text().slice(0,300)))
  for (const spec of pages) { const [name,path]=spec.split('=>'); if(scheme==='dark'&&!name.endsWith('!'))continue
    await p.goto(path); await p.waitForTimeout(1800); await p.screenshot({path:`${out}/${name.replace('!','')}-${w}-${scheme}.png`}) }
  await c.close()
}
await b.close()
