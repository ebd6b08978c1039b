import { chromium } from 'playwright-core';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const shots = [['1280-light',1280,'light'],['360-light',360,'light'],['1280-dark',1280,'dark'],['360-dark',360,'dark']];
for (const page of process.argv.slice(2)) {
  const name = page.replaceAll('/','_');
  for (const [n,w,c] of shots) {
    const p = await b.newPage({ viewport:{width:w,height:900}, colorScheme:c });
    await p.goto('file:///tmp/measures/site/'+page); 
    await p.screenshot({ path:`/tmp/measures/${name}-${n}.png`, fullPage:true }); 
    const over = await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth);
    console.log(name,n,'overflow',over); await p.close();
  }
  const p = await b.newPage(); await p.goto('file:///tmp/measures/site/'+page); await p.pdf({path:`/tmp/measures/${name}.pdf`,format:'A4'}); await p.close();
}
await b.close();
