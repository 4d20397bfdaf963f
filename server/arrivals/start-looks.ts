/** The looks of the start page, written into it: one request shows it whole. The colours are those of the portal. */

export const styles = `:root{color-scheme:light;--app:#faf9f7;--surface:#fff;--text:#1c1b19;--dim:#67635b;--line:#8f8a80;--accent:#0f5f75;--fill:#0f5f75;--red:#a81f1e;--redt:#fce8e7;--amber:#7d4e00;--ambert:#fbefd8}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;--app:#131311;--surface:#1a1a18;--text:#edebe6;--dim:#aaa69d;--line:#77736b;--accent:#7cc7da;--fill:#1a7087;--red:#f6958f;--redt:#3f1d1c;--amber:#e8b75c;--ambert:#36290f}}
*{box-sizing:border-box}body{margin:0;background:var(--app);color:var(--text);font:16px/24px -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",system-ui,sans-serif;overflow-wrap:anywhere}
header,main,footer{width:min(480px,100%);margin:0 auto;padding:0 16px}header{display:flex;align-items:center;gap:10px;min-height:56px}header b{font-weight:600}.demo{padding:0 6px;border-radius:4px;background:var(--ambert);color:var(--amber);font-size:13px;line-height:20px}
h1{margin:8px 0 4px;font-size:24px;line-height:32px;font-weight:650;letter-spacing:-.01em}p{margin:0 0 16px}.lead{color:var(--dim)}
form{display:flex;flex-direction:column;gap:20px;margin-top:24px}.field{display:flex;flex-direction:column;gap:6px}label{font-weight:600}small{font-size:inherit;font-weight:400;color:var(--dim)}.hint{color:var(--dim);font-size:14px;line-height:20px}
input,select,button{font:inherit;color:inherit}input:not([type=checkbox]),select{width:100%;min-height:48px;padding:11px 14px;border:1px solid var(--line);border-radius:10px;background:var(--surface)}[aria-invalid=true]{border-color:var(--red)!important}
.error{color:var(--red);font-size:14px;line-height:20px}.wrong{padding:12px 16px;border-radius:12px;background:var(--redt);color:var(--red)}
.check{display:flex;gap:12px;align-items:flex-start;min-height:48px;padding:12px 0;font-weight:400}.check input{flex-shrink:0;width:20px;height:20px;margin:2px 0;accent-color:var(--fill)}
button{min-height:48px;padding:10px 20px;border:0;border-radius:12px;background:var(--fill);color:#fff;font-weight:600;cursor:pointer}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}a{color:var(--accent)}
.trap{position:absolute;left:-9999px;height:1px;overflow:hidden}.below{margin-top:24px}.below a,nav a,nav span{display:inline-block;padding:12px 8px 12px 0}nav span{color:var(--dim)}footer{padding-bottom:32px}`

/**
 * The device knows its zone; it is chosen unless the person has. One press of the button is enough.
 * What was said of a field goes once it is changed.
 */
export const script = `var z=document.getElementById('timeZone');if(z&&!z.value)try{z.value=Intl.DateTimeFormat().resolvedOptions().timeZone}catch(e){}if(z&&z.selectedIndex<0)z.selectedIndex=0;var f=document.forms[0];if(f)f.addEventListener('submit',function(e){if(f.dataset.sent)e.preventDefault();f.dataset.sent='1'});if(f)f.addEventListener('input',function(e){var w=document.getElementById(e.target.name+'-error');e.target.removeAttribute('aria-invalid');if(w)w.remove()})`
