import {test} from 'vitest';
import {timeDependentQueue} from '../../src/queueing/time-dependent-queue.ts';
import {bruteForceQueue} from './brute-force-queue.ts';
function spot(calls: number, m: number): number { return m < 0 ? 0 : calls * (2 ** (-m / 5) - 2 ** (-(m + 1) / 5)); }
test('x',()=>{
 const lam=Array.from({ length: 40 }, (_, minute) => 1.5 + spot(30, minute - 6));
 const base={answerThresholdSeconds:20,averageHandleTimeSeconds:120,agents:[5,9,6,5],initialContacts:3};
 for(const P of [undefined,90]){
 const show=(n:string,r:{averageWaitSeconds:ArrayLike<number>,abandonmentFraction:ArrayLike<number>,averageSpeedOfAnswerSeconds:ArrayLike<number>,serviceLevelFraction:ArrayLike<number>})=>console.log(P,n,...[r.averageWaitSeconds,r.averageSpeedOfAnswerSeconds,r.abandonmentFraction,r.serviceLevelFraction].map(a=>Array.from(a).map(x=>x.toFixed(5)).join(' ')));
 for(const d of [60,20,5]) show('step'+d,timeDependentQueue({...base,patienceSeconds:P,stepSeconds:d,stepsPerInterval:600/d,arrivalsPerStep:Array.from({length:2400/d},(_,i)=>lam[Math.floor(i*d/60)]!*d/60*(1+1e-9*i))}));
 for(const st of P?[50]:[70,120]) show('brute'+st,bruteForceQueue({...base,patienceSeconds:P,stepSeconds:60,stepsPerInterval:10,arrivalsPerStep:lam},st));
 }
});
