"""Independent numpy model of the quarterly simulation core (docs/model.md), by which the Java core is checked and timed.
Units: kW, $, t, kg, years.
Run: python3 oracle.py           -> deterministic golden run + Monte Carlo summary (seed 20260215)
"""
import numpy as np
SB = 5.670374419e-8
DT = 0.25

def crf(r, n):                      # capital recovery factor
    return np.where(np.abs(r) < 1e-12, 1.0/n, r*(1+r)**n/((1+r)**n-1))

def wright(c0, m, m0, lr, floor=0.0):
    b = -np.log2(1-lr)
    return np.maximum(floor, c0*(np.maximum(m, m0)/m0)**(-b))

def l_eff(h_bus, h_gpu, T, sdc):    # capacity-equivalent years (research-viewer formula)
    k = -np.log((1-h_bus)*(1-h_gpu))
    return (1-sdc)*(1-np.exp(-k*T))/k

def loginterp(t, xs, ys):
    return np.exp(np.interp(t, xs, np.log(ys)))

CENTRAL = dict(
  start=2026.0, quarters=60,
  # launch
  f0=5.0, g_f=0.40, f_max=1500.0, n_flights0=11, phi0=0.375, phi_beta=0.7, phi_floor=0.01,
  pay0=40.0, pay_max=150.0, pay_tau=3.0, M_start=100.0,
  c0=1500.0, M0=500.0, lam_L=0.20, c_floor=30.0,
  a_max=0.60, a_half=3.0, t_prod=2028.0,
  # satellite
  alpha0=25.0, lam_a=0.10, tau_a=0.02, alpha_floor=9.0, bom0=800.0, lam_p=0.15, bom_floor=200.0, K_ref=1.0e4,
  # compute
  c_it=25130.0, kappa=1.10, e0=1.4, g_e=0.30, chi=0.95, mfu=0.40, theta=0.6,
  # reliability
  h_bus=0.010, h_gpu=0.068, sdc=0.013, doa=0.02, L_econ=5.0, delay=0.4, avail=0.97,
  # orbital opex / finance
  opex=250.0, insur=0.02, w_o=0.12, w_t=0.07,
  # terrestrial
  fac=12870.0, opex_t=900.0, esc_t=0.01, scarc2030=0.10, scarc_late=0.05,
  # demand
  dem_y=(2026., 2030., 2040.), dem_gw=(16., 80., 295.), s_max=0.50, s_k=5.0, s_mid=1.2,
  bass_p=0.05, bass_q=0.60,
  # constraints
  G0=0.05e6, g_G=1.0, G_max=20e6, B0=8e9, g_B=0.15, reinvest=0.70,
  N_auth=1.0e6, kw_sat=120.0, bw0=50.0, g_bw=0.40, gbps_kw=0.01,
  # price / P&L
  mu0=1.50, mu_inf=0.90, mu_half=3.0, util=0.85, disc=0.90, g_exp=10.0, B_strat=1.5e9, strat_yrs=8.0, sga=0.08, tax=0.21, nre=1e9, nre_yrs=6.0,
  r=0.11, g_tv=0.03, roic_tv=0.15)

def simulate(p, n=1):
    """p: dict of scalars or length-n arrays. Returns dict of (Q,n) arrays + EV (n,)."""
    A = {k: (np.broadcast_to(np.asarray(v, float), (n,)) if k not in ('dem_y','dem_gw','start','quarters') else v) for k, v in p.items()}
    Q = int(A['quarters']); z = np.zeros(n)
    f = A['f0'].copy(); nfl = A['n_flights0'].copy(); M = A['M_start'].copy()
    Kcum = z.copy(); coh = np.zeros((Q, n)); vint = np.zeros((Q, n)); capx = np.zeros((Q, n))
    keys = ['m','pk','t','flights','pay','launch_t','cL','alpha','capex_kw','T_orb','T_ter','rho','K','K_eff','dK','bind','rev','ebitda','capex','fcf','pflops','cost_pflop_h']
    out = {k: np.zeros((Q, n)) for k in keys}
    nol = z.copy(); ebitda_prev = z.copy(); pv = z.copy()
    kdec = -np.log((1-A['h_bus'])*(1-A['h_gpu']))
    Tprod = A['L_econ']-A['delay']
    Le = l_eff(A['h_bus'], A['h_gpu'], Tprod, A['sdc'])
    for q in range(Q):
        t = A['start']+q*DT; y = q*DT
        # 1 launch
        f = f if q == 0 else f + A['g_f']*f*(1-f/A['f_max'])*DT
        phi = np.maximum(A['phi_floor'], A['phi0']*(np.maximum(nfl,1)/A['n_flights0'])**(-A['phi_beta']))
        pay = A['pay_max']-(A['pay_max']-A['pay0'])*np.exp(-y/A['pay_tau'])
        fl = f*DT; up = fl*(1-phi)*pay; nfl = nfl+fl; M = M+up
        cL = wright(A['c0'], M, A['M0'], A['lam_L'], A['c_floor'])
        # 2 satellite unit cost
        dbl = np.log2(np.maximum(Kcum, A['K_ref'])/A['K_ref'])
        alpha = np.maximum(A['alpha_floor'], A['alpha0']*(1-A['lam_a'])**dbl*(1-A['tau_a'])**y)
        plat = alpha*np.maximum(A['bom_floor'], A['bom0']*(1-A['lam_p'])**dbl)     # $/kg BOM x kg/kW
        sat = alpha*cL/(1-phi)+plat
        ck = (sat*(1+A['insur'])+A['kappa']*A['c_it'])/(1-A['doa'])
        # 3 TCO
        T_orb = (ck*crf(A['w_o'], Le)+A['opex'])/A['avail']/A['chi']
        sc = A['scarc2030']*np.clip((t-2026)/4, 0, 1)+A['scarc_late']*np.clip((t-2030)/5, 0, 1)
        T_ter = (A['c_it']*crf(A['w_t'], 5.)+A['fac']*crf(A['w_t'], 14.)+A['opex_t']*(1+A['esc_t'])**y)*(1+sc)
        rho = T_orb/T_ter
        # 4 existing capacity
        ages = (q-np.arange(Q))*DT
        live = ((ages[:,None] >= A['delay'][None,:]-1e-9)&(ages[:,None] <= A['L_econ'][None,:]+1e-9))*(np.arange(Q)[:,None] < q)
        surv = np.exp(-kdec[None,:]*np.maximum(ages[:,None]-A['delay'][None,:],0))
        inorb = ((ages[:,None] <= A['L_econ'][None,:]+1e-9)&(np.arange(Q)[:,None] < q))
        K = (coh*surv*live).sum(0); Kpipe = (coh*np.where(inorb, surv, 0)).sum(0)
        # 5 caps on additions (kW this quarter)
        on = (t >= A['t_prod']-1e-9)
        yp = np.clip(t-A['t_prod'], 0, 60)                      # years since first production deployment
        ac = np.where(on, A['a_max']/(1+np.exp(-(yp-A['a_half'])*2/A['a_half'])), 0)
        k_launch = up*1000*ac/alpha
        k_fac = np.where(on, np.minimum(A['G_max'], A['G0']*(1+A['g_G'])**yp)*DT, 0)
        D = loginterp(t, A['dem_y'], A['dem_gw'])*1e6
        # price of current-vintage capacity ($/kW-yr), real-option investment intensity
        mu = A['mu_inf']+(A['mu0']-A['mu_inf'])*2.0**(-y/A['mu_half'])
        pk = T_ter*(1+mu)
        dec = A['theta']*np.log(1+A['g_e']); om = (1-np.exp(-dec*Tprod))/(dec*Tprod)
        m = pk*A['util']*A['disc']*om*(1-A['sga'])/T_orb          # margin ratio per lifetime-average kW-yr
        inv = 1/(1+m**(-A['g_exp']))                              # 0.5 at m=1; 0.10 at 0.8; 0.86 at 1.2
        s = A['s_max']/(1+np.exp(A['s_k']*(rho-A['s_mid'])))
        Kd = np.maximum(s, 0.02*inv)*D
        gap = np.maximum(Kd-Kpipe, 0)
        k_com = gap*np.minimum(1, (A['bass_p']+A['bass_q']*np.minimum(1, Kpipe/np.maximum(Kd,1)))*DT)
        k_strat = np.where(on & (yp < A['strat_yrs']), A['B_strat']*DT/ck, 0)
        k_dem = inv*k_com+k_strat
        k_cap = (np.where(on, A['B0']*(1+A['g_B'])**yp, 0)*DT*inv + A['reinvest']*np.maximum(ebitda_prev,0)*inv)/ck + k_strat
        k_reg = np.maximum(A['N_auth']*A['kw_sat']-Kpipe, 0)
        k_bw = np.maximum(A['bw0']*1e3*(1+A['g_bw'])**y/A['gbps_kw']-Kpipe, 0)
        caps = np.stack([k_launch,k_fac,k_dem,k_cap,k_reg,k_bw]); dK = caps.min(0); bind = caps.argmin(0)
        good = dK*(1-A['doa']); coh[q] = good; vint[q] = A['e0']*(1+A['g_e'])**y; capx[q] = ck*good
        Kcum = Kcum+dK
        # 6 P&L
        e_now = A['e0']*(1+A['g_e'])**y
        rel = np.where(vint>0, (np.maximum(vint,1e-9)/e_now)**A['theta'], 0)
        rev = (coh*surv*live*rel).sum(0)*(1-A['sdc'])*A['avail']*A['chi']*A['util']*A['disc']*pk*DT
        pfl = (coh*surv*live*vint).sum(0)*(1-A['sdc'])*A['avail']*A['chi']
        nre = np.where((t >= A['t_prod']-2)&(t < A['t_prod']-2+A['nre_yrs']), A['nre']*DT, 0)
        ebitda = rev*(1-A['sga'])-A['opex']*K*DT-nre
        dep = (capx*np.where(inorb,1,0)).sum(0)/A['L_econ']*DT
        capex = capx[q]
        ebt = ebitda-dep; nol_use = np.minimum(np.maximum(ebt,0), nol); nol = nol+np.maximum(-ebt,0)-nol_use
        tax = A['tax']*(np.maximum(ebt,0)-nol_use)
        fcf = ebitda-tax-capex; pv = pv+fcf/(1+A['r'])**(y+DT/2); ebitda_prev = ebitda
        for k,v in dict(m=m,pk=pk,t=np.full(n,t),flights=fl,pay=pay,launch_t=up,cL=cL,alpha=alpha,capex_kw=ck,T_orb=T_orb,T_ter=T_ter,rho=rho,K=K,K_eff=K*(1-A['sdc'])*A['avail'],dK=dK,bind=bind,rev=rev,ebitda=ebitda,capex=capex,fcf=fcf,pflops=pfl,cost_pflop_h=T_orb/8760/e_now/A['mfu']).items(): out[k][q]=v
    # terminal value: value-driver formula on last-4-quarter NOPAT
    nopat = np.maximum((out['ebitda'][-4:].sum(0)-(capx*np.where(inorb,1,0)).sum(0)/A['L_econ'])*(1-A['tax']), 0)
    tv = nopat*(1+A['g_tv'])*(1-A['g_tv']/A['roic_tv'])/(A['r']-A['g_tv'])/(1+A['r'])**(Q*DT)
    out.update(EV=pv+tv, PV=pv, TV=tv, L_eff=Le)
    return out

from statistics import NormalDist
_N = NormalDist()
def _phi(x):                         # standard normal cdf, vectorised
    from math import erf
    return np.array([0.5*(1+erf(v/2**.5)) for v in x])
def tri_ppf(u, a, c, b):
    fc = (c-a)/(b-a)
    return np.where(u < fc, a+np.sqrt(u*(b-a)*(c-a)), b-np.sqrt((1-u)*(b-a)*(b-c)))
def ln_ppf(u, med, sd): return med*np.exp(sd*np.array([_N.inv_cdf(min(max(v,1e-9),1-1e-9)) for v in u]))
def tn_ppf(u, mu, sd, lo, hi):
    d = NormalDist(mu, sd); a, b = d.cdf(lo), d.cdf(hi)
    return np.array([d.inv_cdf(min(max(a+v*(b-a),1e-9),1-1e-9)) for v in u])

RHO_TECH = 0.5     # loading of each technology parameter on the common factor Z (one-factor Gaussian copula)
def draw(n, seed=20260215, pack='house', gates=None):
    """gates: probabilities of reuse, demonstration, unit cost, regulatory instead of the pack's own."""
    own = gates
    g = np.random.default_rng(seed); p = dict(CENTRAL); Z = g.normal(size=n)
    def u(sign=0):                   # sign +1: good when high, -1: good when low, 0: independent
        e = g.normal(size=n)
        return _phi(e if sign == 0 else sign*RHO_TECH*Z+np.sqrt(1-RHO_TECH**2)*e)
    p.update(
      g_f=tri_ppf(u(+1),.20,.40,.80), f_max=np.exp(tri_ppf(u(+1),np.log(300),np.log(1500),np.log(6000))),
      pay_max=tri_ppf(u(+1),100,150,200), c0=ln_ppf(u(-1),1500,.30), lam_L=tn_ppf(u(+1),.20,.03,.10,.30), c_floor=tri_ppf(u(-1),15,30,80),
      a_max=tri_ppf(u(),.3,.6,.85), alpha0=tri_ppf(u(-1),14.3,20,50), lam_a=tn_ppf(u(+1),.10,.03,.02,.2), tau_a=tri_ppf(u(+1),0,.02,.05),
      bom0=ln_ppf(u(-1),800,.35), lam_p=tn_ppf(u(+1),.15,.04,.05,.25), bom_floor=tri_ppf(u(-1),100,200,400), kappa=tri_ppf(u(-1),1.02,1.08,1.35),
      g_e=tri_ppf(u(),.20,.30,.45), theta=tri_ppf(u(),.3,.6,1.), h_bus=tri_ppf(u(-1),.005,.01,.025), h_gpu=tri_ppf(u(-1),.025,.06,.161),
      L_econ=np.round(tri_ppf(u(+1),3.5,5,7)/DT)*DT, avail=tri_ppf(u(+1),.93,.97,.99), opex=tri_ppf(u(-1),100,250,400),
      w_o=tri_ppf(u(-1),.08,.11,.15), scarc2030=tri_ppf(u(),0,.10,.60), scarc_late=tri_ppf(u(),0,.05,.60), s_max=tri_ppf(u(),.2,.5,.8),
      mu0=tri_ppf(u(),.9,1.5,4.9), mu_inf=tri_ppf(u(),.6,.9,1.4), util=tri_ppf(u(),.6,.85,.95), disc=tri_ppf(u(+1),.7,.9,1.), r=tri_ppf(u(),.09,.11,.15),
      t_prod=np.round((2027.25+g.gamma(2.0,1.1,n))/DT)*DT, B0=ln_ppf(u(),8e9,.5), g_G=tri_ppf(u(+1),.3,1.,2.))
    gates = [.85,.75,.70,.80]        # reuse, thermal+radiation demo, unit-cost gate, regulatory
    if pack == 'company':
        p.update(g_f=tri_ppf(u(+1),.6,1.2,2.0), f_max=9000., pay_max=tri_ppf(u(+1),150,200,200.001), c0=ln_ppf(u(-1),600,.3), alpha0=tri_ppf(u(-1),10,14.3,20), bom0=ln_ppf(u(-1),400,.3), kappa=tri_ppf(u(-1),1.0,1.03,1.1), h_gpu=tri_ppf(u(-1),.015,.032,.068), L_econ=np.round(tri_ppf(u(+1),5,6,7)/DT)*DT, w_o=tri_ppf(u(-1),.07,.085,.10), scarc2030=tri_ppf(u(),.2,.5,1.), scarc_late=tri_ppf(u(),.2,.5,1.), t_prod=np.round((2027.25+g.gamma(2.0,.3,n))/DT)*DT, g_G=tri_ppf(u(+1),1,2,4.), G0=.25e6, G_max=100e6, a_max=.85, B0=ln_ppf(u(),30e9,.4))
        gates = [.95,.95,.9,.95]
    if pack == 'sceptic':
        p.update(g_f=tri_ppf(u(+1),.10,.30,.45), c0=ln_ppf(u(-1),2000,.3), lam_L=tn_ppf(u(+1),.15,.03,.05,.2), alpha0=tri_ppf(u(-1),25,40,75), h_gpu=tri_ppf(u(-1),.05,.10,.2), w_o=tri_ppf(u(-1),.11,.13,.16), scarc2030=tri_ppf(u(),0,.02,.1), scarc_late=tri_ppf(u(),0,.02,.1), t_prod=np.round((2028.5+g.gamma(2.0,1.5,n))/DT)*DT)
        gates = [.75,.6,.5,.7]
    gates = own or gates
    ok = np.ones(n, bool)
    for pr in gates: ok &= g.random(n) < pr
    p['t_prod'] = np.where(ok, p['t_prod'], 9999.)
    return p, ok

if __name__ == '__main__':
    o = simulate(CENTRAL, 1)
    print('L_eff', o['L_eff'][0].round(4))
    names = ['launch','factory','demand','capital','regul','bandw']
    for yr in (2026,2028,2030,2032,2034,2036,2038,2040):
        q = int((yr-2026)/DT)+3
        r = {k: o[k][q,0] for k in ('cL','alpha','capex_kw','T_orb','T_ter','rho','K','cost_pflop_h')}
        print(yr, 'Q4 fl/yr %.1f up t/yr %.0f cL %.0f alpha %.2f capex/kW %.0f Torb %.0f Tter %.0f rho %.3f m %.3f K_GW %.3f $/PFLOPh %.4f rev/yr $B %.2f ebitda %.2f capex %.2f bind %s' % (o['flights'][q-3:q+1,0].sum(), o['launch_t'][q-3:q+1,0].sum(), r['cL'], r['alpha'], r['capex_kw'], r['T_orb'], r['T_ter'], r['rho'], o['m'][q,0], r['K']/1e6, r['cost_pflop_h'], o['rev'][q-3:q+1,0].sum()/1e9, o['ebitda'][q-3:q+1,0].sum()/1e9, o['capex'][q-3:q+1,0].sum()/1e9, names[int(o['bind'][q,0])]))
    print('EV $B %.2f PV %.2f TV %.2f' % (o['EV'][0]/1e9, o['PV'][0]/1e9, o['TV'][0]/1e9))
    for pack in ('sceptic','house','company'):
        n = 20000; p, ok = draw(n, pack=pack); mm = simulate(p, n); print('=== pack', pack)
        for yr in (2030,2032,2035,2040):
            q = int((yr-2026)/DT)+3; K = mm['K'][q]/1e6; R = mm['rho'][q]
            print(yr, 'K GW P10/50/90/99', np.percentile(K,[10,50,90,99]).round(3), 'mean %.2f P(>1GW) %.3f P(>1MW) %.3f' % (K.mean(), (K>1).mean(), (K>1e-3).mean()), 'rho P10/50/90', np.percentile(R,[10,50,90]).round(2), 'P(rho<1) %.3f' % (R<1).mean(), 'cL', np.percentile(mm['cL'][q],[10,50,90]).round(0))
        ev = mm['EV']/1e9
        print('EV $B mean %.1f P5 %.1f P25 %.1f P50 %.1f P75 %.1f P95 %.1f P99 %.1f P(EV>0) %.3f gates %.3f mean|gate %.1f' % (ev.mean(), *np.percentile(ev,[5,25,50,75,95,99]), (ev>0).mean(), ok.mean(), ev[ok].mean()))
