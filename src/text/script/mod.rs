//! Scripts of a theme, made compact: what they do without what they say to
//! their authors.
//!
//! `compact.rs` leaves out comments and spaces. `token.rs` cuts a script into
//! tokens, `scope.rs` finds which declaration each name means, `names.rs`
//! gives short names. What one of them does not understand for sure stays as
//! it is written.

mod compact;
mod names;
mod scope;
mod token;

/// Leaves out comments and room that means nothing, and shortens the names
/// that only the script itself can see. A script with a comment that begins
/// with `//!` or `/*!`, which by custom holds a licence, keeps its names.
pub fn compact(script: &str) -> String {
    let compact = compact::compact(script);
    if script.contains("//!") || script.contains("/*!") {
        return compact;
    }
    names::shorten(&compact).unwrap_or(compact)
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn names_become_short_where_only_the_script_sees_them() {
        for (script, short) in [
            // What other scripts may see keeps its name, and what comes from elsewhere.
            ("const value = 1; f(value);", "const value=1;f(value);"),
            ("(()=>{const value=1;f(value)})()", "(()=>{const e=1;f(e)})()"),
            ("(()=>{const e=1;f(e,t)})()", "(()=>{const e=1;f(e,t)})()"),
            ("(()=>{const one=e;const two=one})()", "(()=>{const t=e;const n=t})()"),
            // Names of properties stay.
            (
                "x=>{const value=x.value;f({value,x,a:x?value:x})}",
                "e=>{const t=e.value;f({value:t,x:e,a:e?t:e})}",
            ),
            ("f(({value,a:other=value,...rest})=>rest[other])", "f(({value:e,a:t=e,...n})=>n[t])"),
            ("f(one=>({one(two){return two}}))", "f(e=>({one(e){return e}}))"),
            // Names are used anew where nobody sees the other.
            // Marks and lines that end nothing.
            ("f(()=>{if(a){b();}\nelse{c()}\nd();})", "f(()=>{if(a){b()}else{c()}d()})"),
            ("a={}\nb()\nif(c);", "a={}\nb()\nif(c);"),
            ("if(a)b={}\nc()", "if(a)b={}\nc()"),
            ("f(one=>one,two=>two)", "f(e=>e,e=>e)"),
            ("f(one=>two=>one+two)", "f(e=>t=>e+t)"),
            ("f(one=>`a${one}`+'one')", "f(e=>`a${e}`+'one')"),
            ("f(one=>a?one:one.b,one)", "f(e=>a?e:e.b,one)"),
            ("f(one=>one\none())", "f(one=>one\none())"),
            ("const f=one=>one\none()", "const f=e=>e\none()"),
            ("(function self(one){self(one)})()", "(function e(t){e(t)})()"),
            ("f(()=>{for(const one of a)b(one);one()})", "f(()=>{for(const e of a)b(e);one()})"),
            ("f(()=>{try{a()}catch(one){let two=one}})", "f(()=>{try{a()}catch(e){let t=e}})"),
            ("f((one=two)=>{let two;a(one)})", "f((e=two)=>{let t;a(e)})"),
            // What `var` declares is seen in all of the function.
            ("f(()=>{var one;let two=one})", "f(()=>{var one;let e=one})"),
            ("f(()=>{{function one(){}}one()})", "f(()=>{{function one(){}}one()})"),
            ("f(()=>{'use strict';{function one(){}}})", "f(()=>{'use strict';{function e(){}}})"),
            // What is not understood stays.
            ("f(one=>eval('one'))", "f(one=>eval('one'))"),
            ("f(one=>{class A{}})", "f(one=>{class A{}})"),
            ("f(one=>{one:for(;;)break one})", "f(one=>{one:for(;;)break one})"),
            ("f(function*(one){yield one})", "f(function*(one){yield one})"),
            ("f(one=>{}/a/g)", "f(one=>{}/a/g)"),
            ("//! (c)\nf(one=>one)", "//! (c)\nf(one=>one)"),
            ("f(one=>", "f(one=>"),
        ] {
            assert_eq!(compact(script), short, "{script}");
        }
        let deep = format!("f(one=>{}one{})", "(".repeat(5000), ")".repeat(5000));
        assert_eq!(compact(&deep), deep);
    }
}
